package mathesis.actors.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import mathesis.actors.Settings;
import mathesis.actors.rl.RlRun;
import mathesis.rollout.Problem;
import mathesis.rollout.problems.ProblemGenerator;
import mathesis.rollout.problems.Split;
import mathesis.rollout.problems.WorkedProblem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `mathesis quickstart`: GRPO on the embedded model and generated word problems.
@Command(
        name = "quickstart",
        description = {
            "Watch a small model get better at word problems.",
            "GRPO on the embedded model of a million parameters; minutes on two cores. The settings are those of"
                    + " cluster-conf/run/quickstart.conf."
        })
final class QuickstartCommand implements Callable<Integer> {
    private static final String RECIPE = "run/quickstart.conf";
    private static final int HELD_OUT = 500;
    /// Of the held-out problems: the same for every run, so that runs can be compared.
    private static final long HELD_OUT_SEED = 0;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--steps",
            paramLabel = "N",
            converter = NumberConverters.Positive.class,
            description = "Learning steps (default: run.steps of the recipe).")
    private Optional<Integer> steps;

    @Option(
            names = "--run-dir",
            paramLabel = "DIR",
            description = "New or empty folder (default: runs/quickstart, or the next of its kind that is free).")
    private Optional<Path> runDir;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "Of problems and samples: same seed, same run (default: 1).")
    private Optional<Long> seed;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Change one setting, for example --set grpo.kl-beta=0; may be given again and again.")
    private List<String> overrides = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        var settings = Settings.ofRecipe(RECIPE, allOverrides());
        var folder = runDir.isPresent() ? runDir.get() : freeFolder();
        RunSession.requireNew(folder, "--run-dir");
        long problems = settings.run().steps() * settings.grpo().groupsPerStep();
        var start = new RlRun.Start(
                settings,
                EmbeddedModel.folder(),
                problems(settings.seed(), Split.TRAIN, Math.max(1, problems)),
                problems(HELD_OUT_SEED, Split.HELD_OUT, HELD_OUT),
                folder);
        var out = spec.commandLine().getOut();
        var summary =
                new RunSession(out, spec.commandLine().getErr()).run(folder, listener -> RlRun.start(start, listener));
        NextSteps.afterQuickstart(summary, folder, start.heldOut().getFirst()).forEach(out::println);
        return CommandLines.DONE;
    }

    private List<String> allOverrides() {
        var all = new ArrayList<>(overrides);
        seed.ifPresent(s -> all.add("seed=" + s));
        steps.ifPresent(n -> all.add("run.steps=" + n));
        return all;
    }

    private static List<Problem> problems(long seed, Split split, long count) {
        return new ProblemGenerator(seed, split)
                .problems(0, count)
                .map(WorkedProblem::problem)
                .toList();
    }

    private static Path freeFolder() {
        var first = Path.of("runs", "quickstart");
        var folder = first;
        for (int n = 2; Files.exists(folder); n++) {
            folder = first.resolveSibling("quickstart-" + n);
        }
        return folder;
    }
}
