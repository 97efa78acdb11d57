package mathesis.bench.grade;

import java.util.List;
import mathesis.actors.cli.GradingRow;
import mathesis.bench.measure.Pace;
import mathesis.bench.report.Figures;
import mathesis.bench.report.Row;
import mathesis.reward.equivalence.Verdict.Kind;
import mathesis.reward.suite.NamedPolicy;

/// Whole solutions: what models sampled, and GSM8K's own with right and wrong endings of many forms.
final class SolutionFigures {
    private static final double LEAST_PERCENT = 99.5;
    private static final double ALL = 100;
    private static final long SEED = 4;

    private SolutionFigures() {}

    static List<Figures> of(GradeData data, Pace pace) {
        return List.of(
                new Figures(
                        "GSM8K",
                        () -> data.rows("math/gsm8k-test.jsonl.gz", Gsm8kSolutions::read, SolutionFigures::gsm8k)),
                new Figures(
                        "sampled MATH solutions",
                        () -> data.graded(
                                "grader-dev/math_model_solutions.jsonl",
                                rows -> labelled(rows).rows("MATH solutions of a model", LEAST_PERCENT))),
                new Figures(
                        "tool traces",
                        () -> data.graded(
                                "grader-dev/tir_gsm8k_traces.jsonl",
                                rows -> labelled(rows).rows("tool-integrated traces", LEAST_PERCENT))));
    }

    private static List<Row> gsm8k(Gsm8kSolutions solutions) {
        var agreement = new Agreement();
        var judge = NamedPolicy.named("default").judge();
        for (var solution : solutions.variants(SEED)) {
            var verdict = judge.judge(solution.gold(), solution.text()).verdict();
            agreement.add(solution.id(), solution.right(), verdict.kind() == Kind.EQUAL);
        }
        return agreement.rows("GSM8K solutions against a comparison of final numbers", ALL);
    }

    private static Agreement labelled(List<GradingRow> rows) {
        var agreement = new Agreement();
        rows.forEach(row -> agreement.add(row.id(), PairFigures.label(row), PairFigures.equal(row)));
        return agreement;
    }
}
