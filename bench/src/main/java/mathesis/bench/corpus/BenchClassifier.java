package mathesis.bench.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import mathesis.corpus.classify.ModelArguments;
import mathesis.corpus.classify.Scorer;
import mathesis.corpus.training.FastTextTrainer;
import mathesis.corpus.training.TrainingOptions;
import mathesis.corpus.training.TrainingText;
import mathesis.corpus.training.TrainingWatch;

/// A classifier to be timed with: collapsed, it has the tables of the paper's, 2 million buckets and n-grams of 3, so
/// that it misses the caches as often. It has few columns, which its tables do not show, and is trained in a moment.
final class BenchClassifier {
    private static final int COLUMNS = 8;
    private static final int EPOCHS = 5;
    private static final double LEARNING_RATE = 0.5;
    private static final ModelArguments ARGUMENTS =
            ModelArguments.softmax(COLUMNS, EPOCHS, 1, 3, TrainingOptions.BUCKETS);

    private BenchClassifier() {}

    /// Learns from the lines of `page.train.txt.gz` in a folder.
    static Scorer trained(Path folder) throws IOException {
        byte[] lines;
        try (var in = new GZIPInputStream(Files.newInputStream(folder.resolve("page.train.txt.gz")))) {
            lines = in.readAllBytes();
        }
        var options = new TrainingOptions(ARGUMENTS, LEARNING_RATE, 0, 0, 1);
        var trainer = new FastTextTrainer(options, Runnable::run, TrainingWatch.NONE);
        return Scorer.collapse(trainer.train(TrainingText.of(lines)).model(), "__label__math");
    }
}
