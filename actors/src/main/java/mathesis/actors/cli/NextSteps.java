package mathesis.actors.cli;

import java.nio.file.Path;
import java.util.List;
import mathesis.actors.rl.RunSummary;
import mathesis.rollout.Problem;

/// Commands to try when a run is over, ready to be copied.
final class NextSteps {
    private NextSteps() {}

    static List<String> afterQuickstart(RunSummary summary, Path folder, Problem problem) {
        return List.of(
                "",
                "Try next:",
                "  ./mathesis generate --model " + summary.model() + " --prompt " + quoted(problem.question() + "\n"),
                "  ./mathesis rl --resume " + folder + " --set run.steps=" + 2 * summary.steps() + "   # twice as long",
                "  ./mathesis quickstart --seed " + (summary.seed() + 1)
                        + " --set grpo.kl-beta=0   # without the reference",
                "  ./mathesis rl --help   # a model and questions of your own");
    }

    /// As a shell's `$'...'` takes it.
    private static String quoted(String text) {
        return "$'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'";
    }
}
