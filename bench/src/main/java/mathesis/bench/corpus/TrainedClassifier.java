package mathesis.bench.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import mathesis.corpus.classify.FastTextModel;
import mathesis.corpus.classify.ModelArguments;
import mathesis.corpus.classify.Scorer;
import mathesis.corpus.training.FastTextTrainer;
import mathesis.corpus.training.RankingQuality;
import mathesis.corpus.training.TrainingOptions;
import mathesis.corpus.training.TrainingText;
import mathesis.corpus.training.TrainingWatch;

/// How well a classifier does that was trained here, beside one that the C++ program trained on the same text.
///
/// @param reference of the C++ program
/// @param how       it was trained
record TrainedClassifier(String name, double value, double reference, String how) {
    private static final String MATH = "__label__math";
    private static final int COLUMNS = 256;

    /// Every setting that has reference figures, or only the quick ones.
    static List<TrainedClassifier> all(Path folder, boolean quick) throws IOException {
        var train = lines(folder.resolve("page.train.txt.gz"));
        var test = List.of(new String(lines(folder.resolve("page.test.txt.gz")), UTF_8).split("\n"));
        var middle = auc(train, test, options(COLUMNS, 200_000, 0.5, 10), 0.956);
        var two =
                accuracy(lines(folder.resolve("two.train.txt.gz")), Files.readAllLines(folder.resolve("two.test.txt")));
        return quick
                ? List.of(middle, two)
                : List.of(
                        auc(train, test, options(COLUMNS, 200_000, 0.1, 25), 0.955),
                        middle,
                        auc(train, test, options(COLUMNS, TrainingOptions.BUCKETS, 0.1, 3), 0.855),
                        two);
    }

    private static TrainingOptions options(int columns, int buckets, double rate, int epochs) {
        var arguments = ModelArguments.softmax(columns, epochs, 3, 3, buckets);
        return new TrainingOptions(arguments, rate, 0, 0, 1);
    }

    private static TrainedClassifier auc(byte[] train, List<String> test, TrainingOptions options, double reference)
            throws IOException {
        var scorer = Scorer.collapse(model(train, options), MATH);
        var scores = new float[test.size()];
        var positive = new boolean[test.size()];
        for (int i = 0; i < scores.length; i++) {
            byte[] line = test.get(i).getBytes(UTF_8);
            scores[i] = scorer.score(line, 0, line.length);
            positive[i] = isMath(test.get(i));
        }
        var quality = RankingQuality.of(scores, positive);
        return new TrainedClassifier(
                "AUC of page.test", quality.rocAuc(), reference, how(options) + ", best F1 " + round(quality.bestF1()));
    }

    private static TrainedClassifier accuracy(byte[] train, List<String> test) throws IOException {
        var options = options(16, 5000, 0.5, 10);
        var model = model(train, options);
        int known = 0;
        int right = 0;
        for (var line : test) {
            var best = model.predict(line.getBytes(UTF_8), 1, 0);
            if (!best.isEmpty() && line.startsWith("__label__")) {
                known++;
                right += best.getFirst().label().equals(line.split(" ", 2)[0]) ? 1 : 0;
            }
        }
        return new TrainedClassifier("accuracy of two.test", (double) right / known, 0.920, how(options));
    }

    private static FastTextModel model(byte[] train, TrainingOptions options) throws IOException {
        return new FastTextTrainer(options, Runnable::run, TrainingWatch.NONE)
                .train(TrainingText.of(train))
                .model();
    }

    private static boolean isMath(String line) {
        return line.startsWith(MATH);
    }

    private static String how(TrainingOptions options) {
        var model = options.model();
        return "lr " + options.learningRate() + ", " + model.epoch() + " epochs, dim " + model.dim() + ", "
                + model.bucket() + " buckets";
    }

    private static double round(double value) {
        return Math.round(1000 * value) / 1000.0;
    }

    private static byte[] lines(Path packed) throws IOException {
        try (var in = new GZIPInputStream(Files.newInputStream(packed))) {
            return in.readAllBytes();
        }
    }
}
