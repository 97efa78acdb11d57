package mathesis.actors.cli;

import java.util.Arrays;
import java.util.stream.Collectors;
import mathesis.corpus.classify.ModelArguments;
import mathesis.corpus.classify.ModelArguments.Loss;
import mathesis.corpus.training.TrainingOptions;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// How a classifier is trained, by fastText's names. Where nothing is said, as DeepSeekMath section 2.1 has it.
final class TrainingFlags {
    private static final TrainingOptions PAPER = TrainingOptions.PAPER;

    @Option(names = "--lr", paramLabel = "R", description = "Learning rate at the start; it falls to 0 (default: 0.1).")
    private double rate = PAPER.learningRate();

    @Option(names = "--epoch", paramLabel = "N", description = "Passes over the text (default: 3).")
    private int epoch = PAPER.model().epoch();

    @Option(names = "--dim", paramLabel = "N", description = "Columns of the model (default: 256).")
    private int dim = PAPER.model().dim();

    @Option(names = "--word-ngrams", paramLabel = "N", description = "Longest run of words that counts (default: 3).")
    private int wordNgrams = PAPER.model().wordNgrams();

    @Option(
            names = "--min-count",
            paramLabel = "N",
            description = "Words that come less often are left out of the dictionary (default: 3).")
    private int minCount = PAPER.model().minCount();

    @Option(
            names = "--min-count-label",
            paramLabel = "N",
            description = "Labels that come less often are no labels (default: 0).")
    private int minCountLabel = PAPER.minCountLabel();

    @Option(names = "--minn", paramLabel = "N", description = "Shortest n-gram of characters (default: 0).")
    private int minn = PAPER.model().minn();

    @Option(names = "--maxn", paramLabel = "N", description = "Longest n-gram of characters; 0 for none (default: 0).")
    private int maxn = PAPER.model().maxn();

    @Option(
            names = "--bucket",
            paramLabel = "N",
            description = "Rows that n-grams share by their hash (default: 2000000); 0 where there are no n-grams.")
    private int bucket = PAPER.model().bucket();

    @Option(
            names = "--loss",
            paramLabel = "NAME",
            converter = LossName.class,
            description = "softmax, ova (each label for itself), hs (hierarchical) or ns (negative sampling) (default:"
                    + " softmax).")
    private Loss loss = PAPER.model().loss();

    @Option(names = "--neg", paramLabel = "N", description = "Labels drawn for each line with ns (default: 5).")
    private int neg = PAPER.model().neg();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of the rows' start and all draws (default: 0). With one thread the same seed gives the same"
                    + " model, byte for byte.")
    private int seed = PAPER.seed();

    @Option(names = "--threads", paramLabel = "N", description = "Threads that learn at a time (default: 1).")
    private int threads = PAPER.threads();

    /// A loss as fastText's flag has it, or as its models do.
    static final class LossName implements ITypeConverter<Loss> {
        private static final String SHORT_ONE_VS_ALL = "ova";

        @Override
        public Loss convert(String value) {
            return Arrays.stream(Loss.values())
                    .filter(loss -> flag(loss).equals(value) || loss.toString().equals(value))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("'" + value + "' is not one of "
                            + Arrays.stream(Loss.values()).map(LossName::flag).collect(Collectors.joining(", "))));
        }

        private static String flag(Loss loss) {
            return loss == Loss.ONE_VS_ALL ? SHORT_ONE_VS_ALL : loss.toString();
        }
    }

    /// @throws WrongUsageException where a value is out of its range
    TrainingOptions options() {
        boolean ngrams = wordNgrams > 1 || maxn > 0;
        var paper = PAPER.model();
        try {
            var model = new ModelArguments(
                    dim,
                    paper.ws(),
                    epoch,
                    minCount,
                    neg,
                    wordNgrams,
                    loss,
                    paper.model(),
                    ngrams ? bucket : 0,
                    minn,
                    maxn,
                    paper.lrUpdateRate(),
                    paper.t());
            return new TrainingOptions(model, rate, minCountLabel, seed, threads);
        } catch (IllegalArgumentException e) {
            throw new WrongUsageException("--" + e.getMessage().replace("wordNgrams", "word-ngrams"));
        }
    }
}
