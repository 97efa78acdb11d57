package mathesis.corpus.training;

import mathesis.corpus.classify.ModelArguments;
import mathesis.corpus.classify.ModelArguments.Kind;

/// How a classifier is trained.
///
/// @param model         what its file keeps: columns, epochs, n-grams, buckets, loss
/// @param learningRate  at the start; it falls to 0 in a straight line
/// @param minCountLabel labels that come less often are no labels
/// @param seed          of the rows' start and of what is drawn; with one thread it decides every bit of the model
/// @param threads       that learn at the same time, without locks
public record TrainingOptions(ModelArguments model, double learningRate, int minCountLabel, int seed, int threads) {
    /// fastText's own.
    public static final int BUCKETS = 2_000_000;

    /// Most threads. The generators of the threads and of the rows' tenths differ by small numbers added to the seed.
    private static final int MOST_THREADS = 1024;

    /// DeepSeekMath section 2.1: 256 columns, learning rate 0.1, n-grams of up to 3 words, words that come 3 times, 3
    /// epochs. It was made for a million pages and learns next to nothing from a few thousand. The buckets are
    /// fastText's; the paper gives none.
    public static final TrainingOptions PAPER =
            new TrainingOptions(ModelArguments.softmax(256, 3, 3, 3, BUCKETS), 0.1, 0, 0, 1);

    public TrainingOptions {
        require(model.model() == Kind.SUPERVISED, "model", model.model(), "must be supervised");
        require(model.epoch() >= 1, "epoch", model.epoch(), "must be at least 1");
        require(model.wordNgrams() >= 1, "word-ngrams", model.wordNgrams(), "must be at least 1");
        require(model.maxn() <= 0 || model.minn() >= 1, "minn", model.minn(), "must be at least 1 where maxn is given");
        require(model.maxn() <= 0 || model.minn() <= model.maxn(), "minn", model.minn(), "must not exceed maxn");
        require(model.neg() >= 0, "neg", model.neg(), "must not be negative");
        require(
                model.hasNgrams() || model.bucket() == 0,
                "bucket",
                model.bucket(),
                "must be 0 where there are no n-grams");
        require(learningRate > 0 && learningRate <= 100, "lr", learningRate, "must lie in (0, 100]");
        require(minCountLabel >= 0, "min-count-label", minCountLabel, "must not be negative");
        require(threads >= 1 && threads <= MOST_THREADS, "threads", threads, "must lie in 1 to " + MOST_THREADS);
    }

    public TrainingOptions withThreads(int count) {
        return new TrainingOptions(model, learningRate, minCountLabel, seed, count);
    }

    public TrainingOptions withSeed(int other) {
        return new TrainingOptions(model, learningRate, minCountLabel, other, threads);
    }

    /// The same for fewer pages: more epochs, a higher learning rate.
    public TrainingOptions withPasses(double rate, int epochs) {
        var m = model;
        var more = new ModelArguments(
                m.dim(),
                m.ws(),
                epochs,
                m.minCount(),
                m.neg(),
                m.wordNgrams(),
                m.loss(),
                m.model(),
                m.bucket(),
                m.minn(),
                m.maxn(),
                m.lrUpdateRate(),
                m.t());
        return new TrainingOptions(more, rate, minCountLabel, seed, threads);
    }

    private static void require(boolean holds, String option, Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(option + " is " + value + "; " + rule);
        }
    }
}
