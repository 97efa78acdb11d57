package mathesis.actors.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import mathesis.actors.quickstart.QuickstartModel;
import mathesis.actors.quickstart.QuickstartModel.Recipe;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `mathesis quickstart-model`: makes the embedded model again.
@Command(
        name = "quickstart-model",
        description = {
            "Train the quickstart's model from nothing (about a quarter of an hour on two cores).",
            "Next-token training on generated word problems, about 45 % of their solutions wrong, and on drills of"
                    + " bare arithmetic. Same seed and steps, same weights."
        })
final class QuickstartModelCommand implements Callable<Integer> {
    private static final int STEPS_BETWEEN_LINES = 100;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--output",
            required = true,
            paramLabel = "DIR",
            converter = PathConverters.NewFolder.class,
            description = "New or empty folder for the model.")
    private Path output;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "2500",
            converter = NumberConverters.Positive.class,
            description = "Optimizer steps (default: ${DEFAULT-VALUE}).")
    private int steps;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Of the initial weights and the problems (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        var err = spec.commandLine().getErr();
        var progress = Progress.of(err, "training, steps", steps);
        int threads = Runtime.getRuntime().availableProcessors();
        double[] sums = new double[2];
        QuickstartModel.make(output, Recipe.DEFAULT.with(seed, steps), threads, step -> {
            progress.advance();
            sums[0] += step.loss();
            sums[1] += step.tokens();
            if (step.step() % STEPS_BETWEEN_LINES == 0 || step.step() == steps) {
                int window = (step.step() - 1) % STEPS_BETWEEN_LINES + 1;
                out.println(String.format(
                        Locale.ROOT,
                        "step %,d  loss %.4f  gradient norm %.2f  tokens %,.0f",
                        step.step(),
                        sums[0] / window,
                        step.gradientNorm(),
                        sums[1]));
                out.flush();
                sums[0] = 0;
            }
        });
        progress.finish();
        out.println("wrote " + output);
        return CommandLines.DONE;
    }
}
