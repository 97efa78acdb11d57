package mathesis.bench.report;

import java.util.Arrays;
import java.util.Locale;

/// What a figure has to reach.
public sealed interface Bar {
    /// FMA peak of one core of the machine that rates were set on, in operations a second.
    double PEAK_WHERE_SET = 176e9;

    /// At least a share of the row's yardsticks: of any of them, where there are several.
    ///
    /// @param least one for each yardstick
    record Share(double... least) implements Bar {}

    /// At least a rate that was set on a machine of another speed.
    ///
    /// @param least       as it was set
    /// @param shareOfPeak what it was there, as a share of the FMA peak
    /// @param leastHere   the same share of this machine's peak
    record Rate(double least, double shareOfPeak, double leastHere) implements Bar {}

    /// At least a number that does not depend on the machine.
    ///
    /// @param quiet whether a figure below it tells nothing once other processes took part of the machine
    record AtLeast(double least, boolean quiet) implements Bar {}

    /// At most a number that does not depend on the machine.
    record AtMost(double most) implements Bar {}

    /// Whether the row is there, by the number as it was set.
    default Verdict verdict(Row row) {
        return switch (this) {
            case Share(var least) -> share(row, least);
            case Rate rate -> Verdict.of(row.value() >= rate.least);
            case AtLeast(var least, var quiet) ->
                quiet && row.disturbed() && row.value() < least ? Verdict.UNKNOWN : Verdict.of(row.value() >= least);
            case AtMost(var most) -> Verdict.of(row.value() <= most);
        };
    }

    /// Whether the row is there, once the speed of the machine is allowed for.
    default Verdict verdictHere(Row row) {
        return this instanceof Rate rate ? Verdict.of(row.value() >= rate.leastHere) : verdict(row);
    }

    /// The bar in words.
    default String text() {
        return switch (this) {
            case Share(var least) ->
                String.join(
                        " or ", Arrays.stream(least).mapToObj(Numbers::percent).toList());
            case Rate rate -> Numbers.plain(rate.least);
            case AtLeast bar ->
                bar.least >= 1000 ? Numbers.plain(bar.least) : String.format(Locale.ROOT, "%.1f", bar.least);
            case AtMost(var most) ->
                most == 0 ? "0" : most < 0.01 ? String.format(Locale.ROOT, "%.0e", most) : Numbers.plain(most);
        };
    }

    private static Verdict share(Row row, double... least) {
        if (row.yardsticks().isEmpty()) {
            return Verdict.UNKNOWN;
        }
        for (int i = 0; i < row.yardsticks().size(); i++) {
            if (row.yardsticks().get(i).share() >= least[i]) {
                return Verdict.MET;
            }
        }
        return Verdict.MISSED;
    }
}
