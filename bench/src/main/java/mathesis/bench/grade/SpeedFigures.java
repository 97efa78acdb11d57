package mathesis.bench.grade;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import mathesis.actors.cli.GradingRow;
import mathesis.bench.grade.Gsm8kSolutions.Variant;
import mathesis.bench.measure.Allocation;
import mathesis.bench.measure.Blackhole;
import mathesis.bench.measure.CpuClock;
import mathesis.bench.measure.Pace;
import mathesis.bench.measure.Rounds;
import mathesis.bench.measure.Timed;
import mathesis.bench.report.Bar;
import mathesis.bench.report.Figures;
import mathesis.bench.report.Row;
import mathesis.reward.answer.SolutionJudge;
import mathesis.reward.equivalence.Equivalence;
import mathesis.reward.equivalence.EquivalencePolicy;
import mathesis.reward.suite.NamedPolicy;

/// How fast one core grades, and what memory that takes.
final class SpeedFigures {
    private static final double LEAST_SOLUTIONS = 100_000;
    private static final double MOST_MILLIS_P99 = 2;
    private static final double MOST_MILLIS = 50;
    private static final long SEED = 5;
    private static final String LESS_IS_BETTER = "CPU time of one thread; a share below 100% is better here";
    /// Times that each pair is compared; the middle one counts, so that a collection of garbage does not.
    private static final int READINGS = 9;
    private static final int WARM_UPS = 30;
    /// Passes over all solutions before they are timed: the compiler goes on replacing this code for seconds, and what
    /// runs meanwhile is several times slower.
    private static final int PASSES = 60;

    private static final int QUICK_PASSES = 15;

    private SpeedFigures() {}

    static List<Figures> of(GradeData data, Pace pace) {
        return List.of(
                new Figures(
                        "numeric solutions",
                        () -> data.rows(
                                "math/gsm8k-test.jsonl.gz",
                                Gsm8kSolutions::read,
                                solutions -> numeric(solutions, pace))),
                new Figures(
                        "symbolic pairs",
                        () -> data.gradedOfAll(
                                SpeedFigures::symbolic,
                                "mathverify.jsonl",
                                "others.jsonl",
                                "math_model_solutions.jsonl")),
                new Figures("hostile pairs", SpeedFigures::hostile));
    }

    private static List<Row> numeric(Gsm8kSolutions solutions, Pace pace) {
        var judge = NamedPolicy.named("default").judge();
        var variants = solutions.variants(SEED);
        for (int i = 0; i < (pace.equals(Pace.QUICK) ? QUICK_PASSES : PASSES); i++) {
            grade(judge, variants);
        }
        var seconds = Rounds.of(pace, Timed.cpu(() -> grade(judge, variants))).getFirst();
        long characters =
                variants.stream().mapToLong(variant -> variant.text().length()).sum();
        return List.of(
                Row.of("numeric solutions", seconds.rate(variants.size()), "/s")
                        .against("bar", LEAST_SOLUTIONS)
                        .bar(new Bar.AtLeast(LEAST_SOLUTIONS, true))
                        .note(characters / variants.size() + " characters each, " + variants.size() + " of them"),
                Row.counted(
                        "numeric solutions, memory",
                        (double) Allocation.bytesOf(() -> grade(judge, variants)) / variants.size(),
                        "B each"));
    }

    private static void grade(SolutionJudge judge, List<Variant> variants) {
        long equal = 0;
        for (var variant : variants) {
            equal +=
                    judge.judge(variant.gold(), variant.text()).verdict().kind().ordinal();
        }
        Blackhole.eat(equal);
    }

    /// Pairs of which at least one side is more than a number.
    private static List<Row> symbolic(List<GradingRow> rows) {
        var symbolic = rows.stream()
                .filter(row -> !row.gold().matches("[$\\s]*-?[\\d.,]+[$\\s]*"))
                .toList();
        var millis =
                symbolic.stream().mapToDouble(SpeedFigures::millis).sorted().toArray();
        long bytes = symbolic.stream()
                .mapToLong(row -> Allocation.bytesOf(() -> judged(row)))
                .sum();
        return Stream.concat(
                        latencies("symbolic pairs (" + symbolic.size() + ")", millis),
                        Stream.of(Row.counted("symbolic pairs, memory", (double) bytes / symbolic.size(), "B each")))
                .toList();
    }

    private static List<Row> hostile() {
        var equivalence = new Equivalence(EquivalencePolicy.DEFAULT);
        var millis = HostilePairs.all().stream()
                .mapToDouble(pair -> millis(() -> Blackhole.eat(
                        equivalence.compare(pair.gold(), pair.answer()).kind().ordinal())))
                .sorted()
                .toArray();
        return List.of(Row.counted("hostile pairs (" + millis.length + "), slowest", millis[millis.length - 1], "ms")
                .against("bar", MOST_MILLIS)
                .bar(new Bar.AtMost(MOST_MILLIS))
                .note(LESS_IS_BETTER));
    }

    private static Stream<Row> latencies(String name, double... sorted) {
        return Stream.of(
                Row.counted(name + ", p50", sorted[sorted.length / 2], "ms"),
                Row.counted(name + ", p99", sorted[(int) Math.ceil(0.99 * sorted.length) - 1], "ms")
                        .against("bar", MOST_MILLIS_P99)
                        .bar(new Bar.AtMost(MOST_MILLIS_P99))
                        .note(LESS_IS_BETTER),
                Row.counted(name + ", slowest", sorted[sorted.length - 1], "ms")
                        .against("bar", MOST_MILLIS)
                        .bar(new Bar.AtMost(MOST_MILLIS))
                        .note(LESS_IS_BETTER));
    }

    private static double millis(GradingRow row) {
        return millis(() -> judged(row));
    }

    private static double millis(Runnable work) {
        for (int i = 0; i < WARM_UPS; i++) {
            work.run();
        }
        var readings = new double[READINGS];
        for (int i = 0; i < READINGS; i++) {
            double start = CpuClock.now();
            work.run();
            readings[i] = 1e3 * (CpuClock.now() - start);
        }
        Arrays.sort(readings);
        return readings[READINGS / 2];
    }

    private static void judged(GradingRow row) {
        Blackhole.eat(
                row.judge().judge(row.gold(), row.solution()).verdict().kind().ordinal());
    }
}
