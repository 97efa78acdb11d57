package mathesis.bench.report;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/// All that one run measured.
///
/// @param seconds that the run took
public record Report(MachineInfo machine, List<Section> sections, double seconds) {
    /// Lines for the end: how many bars are met, and which figures other processes disturbed.
    public String summary() {
        String text = String.format(
                "bars met: %d of %d as they were set, %d of %d scaled to this machine's FMA peak; %.0f s",
                met(Bar::verdict), bars(), met(Bar::verdictHere), bars(), seconds);
        long disturbed = disturbed();
        return disturbed == 0
                ? text
                : text
                        + String.format(
                                "%nother processes used more than %.2f cores during %d of %d figures ('others'): those"
                                        + " are worth less",
                                Row.DISTURBANCE, disturbed, rows().count());
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
