package mathesis.actors.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import mathesis.actors.rl.Evaluation.Solution;
import mathesis.actors.rl.RunSummary;

/// What a run says at its end: accuracy before and after, solutions side by side, where the curve lies.
///
/// @param folder  of the run
/// @param summary of the run
/// @param width   characters a line
record RunReport(Path folder, RunSummary summary, int width) {
    private static final String CURVE = "curve.svg";
    private static final int SOLVED_SHOWN = 3;
    private static final double MEBIBYTE = 1 << 20;

    /// Draws the curve and returns the lines to print.
    List<String> lines() throws IOException {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add(accuracy());
        lines.add(format(
                "%,d steps in %,.0f s; %,d tokens sampled, %,d trained; engine memory at most %,.0f MiB; seed %d",
                summary.steps(),
                summary.seconds(),
                summary.tokensSampled(),
                summary.tokensTrained(),
                summary.peakMemory() / MEBIBYTE,
                summary.seed()));
        lines.addAll(solutions());
        var curve = new LearningCurve(
                "Run " + folder.getFileName() + ", seed " + summary.seed(), new RunFiles(folder).curve());
        Files.writeString(folder.resolve(CURVE), curve.chart().svg());
        lines.addAll(List.of(
                "",
                "In " + folder + ":",
                "  " + CURVE + "       held-out accuracy, reward and KL by step",
                "  metrics.jsonl   everything measured, one object a step",
                "  summary.json    these figures",
                "  evaluations/    every held-out solution",
                "The model: " + summary.model()));
        return lines;
    }

    private String accuracy() {
        if (summary.accuracyBefore().isEmpty() || summary.accuracyAfter().isEmpty()) {
            return "Accuracy was not measured: there are no held-out problems (setting problems.held-out).";
        }
        double before = 100 * summary.accuracyBefore().getAsDouble();
        double after = 100 * summary.accuracyAfter().getAsDouble();
        return format(
                "Held-out accuracy (greedy, %,d problems): %.1f %% before, %.1f %% after (%+.1f points)",
                summary.heldOut(), before, after, after - before);
    }

    private List<String> solutions() throws IOException {
        var before = new RunFiles(folder).solutions(0);
        var after = new RunFiles(folder).solutions(summary.steps());
        var lines = new ArrayList<String>();
        if (before.size() == after.size()) {
            addPairs(
                    lines,
                    "Solved now, not before",
                    SOLVED_SHOWN,
                    before,
                    after,
                    (b, a) -> !b.correct() && a.correct());
            addPairs(lines, "Solved before, not now", 1, before, after, (b, a) -> b.correct() && !a.correct());
            addPairs(lines, "Never solved", 1, before, after, (b, a) -> !b.correct() && !a.correct());
        }
        return lines;
    }

    private void addPairs(
            List<String> lines,
            String title,
            int most,
            List<Solution> before,
            List<Solution> after,
            BiPredicate<Solution, Solution> wanted) {
        int shown = 0;
        for (int i = 0; i < before.size() && shown < most; i++) {
            if (wanted.test(before.get(i), after.get(i))) {
                if (shown++ == 0) {
                    lines.addAll(List.of("", title + ":"));
                }
                addPair(lines, before.get(i), after.get(i));
            }
        }
    }

    private void addPair(List<String> lines, Solution before, Solution after) {
        var problem = before.problem();
        lines.add("");
        lines.addAll(WrappedColumns.wrap(problem.question() + " (" + problem.answer() + ")", width));
        lines.addAll(WrappedColumns.sideBySide("before, " + verdict(before), "after, " + verdict(after), width));
        lines.addAll(WrappedColumns.sideBySide(before.text(), after.text(), width));
    }

    private static String verdict(Solution solution) {
        if (solution.correct()) {
            return "right:";
        }
        return solution.answer().isEmpty() ? "no answer:" : "wrong:";
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
