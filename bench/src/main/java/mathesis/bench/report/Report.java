package mathesis.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/// All that one run measured.
///
/// @param seconds that the run took
public record Report(MachineInfo machine, List<Section> sections, double seconds) {
    private static final String LEGEND = """
            ours: the median of several rounds; +-: half the distance between their quartiles
            share: of the limit or reference beside it; peer: ours over another program's
            bar: as it was set, and what share of that machine's FMA peak it was; bar here: the same share of this one's
            others: cores that other processes used meanwhile; '?' says that they used too many to tell
            """;

    /// Lines for the end: what the columns mean, how many bars are met, and how many figures other processes disturbed.
    public String summary() {
        String text = String.format(
                Locale.ROOT,
                "%n%sbars met: %d of %d as they were set, %d of %d scaled to this machine's FMA peak; %.0f s",
                LEGEND,
                met(Bar::verdict),
                bars(),
                met(Bar::verdictHere),
                bars(),
                seconds);
        return disturbed() == 0 ? text : text + disturbance();
    }

    /// A line for the end where no bar depends on the machine's FMA peak.
    public String barsMet() {
        return String.format(Locale.ROOT, "%nbars met: %d of %d; %.0f s", met(Bar::verdict), bars(), seconds);
    }

    private String disturbance() {
        return String.format(
                Locale.ROOT,
                "%nother processes used more than %.2f cores during %d of %d figures: those are worth less",
                Row.DISTURBANCE,
                disturbed(),
                rows().count());
    }

    long met(BiFunction<Bar, Row, Verdict> verdict) {
        return rows().filter(row -> row.bar()
                        .map(bar -> verdict.apply(bar, row) == Verdict.MET)
                        .orElse(false))
                .count();
    }

    long bars() {
        return rows().filter(row -> row.bar().isPresent()).count();
    }

    long disturbed() {
        return rows().filter(Row::disturbed).count();
    }

    private Stream<Row> rows() {
        return sections.stream().flatMap(section -> section.rows().stream());
    }
}
