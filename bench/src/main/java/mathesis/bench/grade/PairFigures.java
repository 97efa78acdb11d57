package mathesis.bench.grade;

import java.util.List;
import mathesis.actors.cli.GradingRow;
import mathesis.bench.measure.Pace;
import mathesis.bench.report.Figures;
import mathesis.bench.report.Row;
import mathesis.reward.equivalence.Verdict.Kind;

/// Pairs of answers from the tests of other graders, by the kinds and params of their rows.
final class PairFigures {
    /// Set by the issue: at least 97 % right, no false positive.
    private static final double LEAST_PERCENT = 97;

    private PairFigures() {}

    static List<Figures> of(GradeData data, Pace pace) {
        return List.of(
                new Figures(
                        "pairs of Math-Verify", () -> data.graded("grader-dev/mathverify.jsonl", PairFigures::rows)),
                new Figures("pairs of others", () -> data.graded("grader-dev/others.jsonl", PairFigures::otherRows)));
    }

    private static List<Row> rows(List<GradingRow> rows) {
        return agreement(rows).rows("Math-Verify's tests", LEAST_PERCENT);
    }

    private static List<Row> otherRows(List<GradingRow> rows) {
        return agreement(rows).rows("tests of eleven others", LEAST_PERCENT);
    }

    private static Agreement agreement(List<GradingRow> rows) {
        var agreement = new Agreement();
        rows.stream()
                .filter(GradingRow::isPlainMathematics)
                .forEach(row -> agreement.add(row.id(), label(row), equal(row)));
        return agreement;
    }

    static boolean label(GradingRow row) {
        return row.label().orElseThrow(() -> new IllegalArgumentException("row " + row.id() + " has no label"));
    }

    static boolean equal(GradingRow row) {
        return row.judge()
                        .judge(row.question(), row.gold(), row.solution())
                        .verdict()
                        .kind()
                == Kind.EQUAL;
    }
}
