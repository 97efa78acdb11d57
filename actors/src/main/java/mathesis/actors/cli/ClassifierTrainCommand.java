package mathesis.actors.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import mathesis.corpus.training.FastTextTrainer;
import mathesis.corpus.training.FastTextTrainer.Trained;
import mathesis.corpus.training.TrainingOptions;
import mathesis.corpus.training.TrainingProgress;
import mathesis.corpus.training.TrainingText;
import mathesis.corpus.training.TrainingWatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `mathesis classifier train`: a classifier from labelled lines.
@Command(
        name = "train",
        description = {
            "Train a text classifier on lines '__label__NAME words of the text', as 'fasttext supervised' does.",
            "What is not said is as in DeepSeekMath section 2.1, which had a million pages. Some thousand lines need"
                    + " more: --epoch 25, --lr 0.5 to 1, or pages cut into pieces of about 60 words; a training that"
                    + " learned nothing is warned of.",
            "Takes 4 x dim bytes of heap for each row that the text meets, and as much outside the heap: up to 2.15 GB"
                    + " each at 256 columns and 2 million buckets."
        })
final class ClassifierTrainCommand implements Callable<Integer> {
    private static final int PROGRESS_STEPS = 1000;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "TEXT",
            converter = PathConverters.ExistingFile.class,
            description = "Files of labelled lines; .gz is unpacked into the heap.")
    private List<Path> texts;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "MODEL",
            converter = PathConverters.NewFile.class,
            description = "The model, a .bin file of fastText.")
    private Path output;

    @Mixin
    private TrainingFlags flags;

    @Override
    public Integer call() throws IOException {
        var options = flags.options();
        var parts = new ArrayList<TrainingText>();
        for (var file : texts) {
            parts.add(LabelledLines.text(file));
        }
        var trained = train(TrainingText.concatenation(parts), options);
        trained.model().write(output);
        print(trained);
        return CommandLines.DONE;
    }

    private Trained train(TrainingText text, TrainingOptions options) throws IOException {
        var progress = Progress.of(spec.commandLine().getErr(), "training, thousandths", PROGRESS_STEPS);
        var watch = new TrainingWatch(
                now -> progress.reach(Math.round(PROGRESS_STEPS * now.share()), described(now)), () -> false);
        try (var pool = Executors.newFixedThreadPool(options.threads())) {
            return new FastTextTrainer(options, pool, watch).train(text);
        } finally {
            progress.finish();
        }
    }

    private static String described(TrainingProgress now) {
        return String.format(
                Locale.ROOT, ", loss %.4f, %,.0f words/s a thread", now.meanLoss(), now.wordsPerSecondPerThread());
    }

    private void print(Trained trained) {
        var report = trained.report();
        var command = spec.commandLine();
        command.getOut()
                .println(String.format(
                        Locale.ROOT,
                        "%s: %,d words, %d labels, %,d rows met; %,d lines learned of %,d tokens a pass; mean loss %.4f"
                                + " (%.4f when nothing is learned)",
                        output,
                        report.words(),
                        report.labels(),
                        report.rowsMet(),
                        report.linesLearned(),
                        report.tokens(),
                        report.finalLoss(),
                        report.uninformedLoss()));
        report.warning().ifPresent(warning -> command.getErr().println("mathesis: warning: " + warning));
    }
}
