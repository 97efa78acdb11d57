package mathesis.corpus.classify;

import java.math.BigDecimal;

/// The arguments that a fastText model keeps in its file, in their order there.
///
/// @param dim          columns of both matrices
/// @param ws           size of the context window; word vectors only
/// @param epoch        passes over the training text
/// @param minCount     words that come less often are left out of the dictionary
/// @param neg          negatives drawn for each example with [Loss#NEGATIVE_SAMPLING]
/// @param wordNgrams   longest run of words that is a feature; 1 for words alone
/// @param loss         what the output layer computes
/// @param model        what the model was trained for
/// @param bucket       rows that n-grams of words and of characters share by their hash; 0 where there are none
/// @param minn         shortest n-gram of characters
/// @param maxn         longest n-gram of characters; 0 for none
/// @param lrUpdateRate words between updates of the learning rate, as written; nothing reads it
/// @param t            sampling threshold; word vectors only
public record ModelArguments(
        int dim,
        int ws,
        int epoch,
        int minCount,
        int neg,
        int wordNgrams,
        Loss loss,
        Kind model,
        int bucket,
        int minn,
        int maxn,
        int lrUpdateRate,
        double t) {
    /// Longest n-gram, of words or of characters. A bound against files that would make a page's features its square.
    static final int LONGEST_NGRAM = 100;

    /// What fastText takes for `supervised` where nothing is said.
    public static final ModelArguments SUPERVISED =
            new ModelArguments(100, 5, 5, 1, 5, 1, Loss.SOFTMAX, Kind.SUPERVISED, 0, 0, 0, 100, 1e-4);

    /// A softmax classifier by words and their n-grams, all else as fastText takes it.
    public static ModelArguments softmax(int dim, int epoch, int minCount, int wordNgrams, int bucket) {
        var d = SUPERVISED;
        return new ModelArguments(
                dim,
                d.ws,
                epoch,
                minCount,
                d.neg,
                wordNgrams,
                d.loss,
                d.model,
                bucket,
                d.minn,
                d.maxn,
                d.lrUpdateRate,
                d.t);
    }

    public ModelArguments {
        require(dim >= 1, "dim is " + dim + "; must be at least 1");
        require(wordNgrams <= LONGEST_NGRAM, "wordNgrams is " + wordNgrams + "; must be at most " + LONGEST_NGRAM);
        require(maxn <= LONGEST_NGRAM, "maxn is " + maxn + "; must be at most " + LONGEST_NGRAM);
        require(bucket >= 0, "bucket is " + bucket + "; must not be negative");
        require(
                bucket > 0 || wordNgrams <= 1 && maxn <= 0,
                "bucket is 0, but wordNgrams is " + wordNgrams + " and maxn is " + maxn + ": n-grams need a bucket");
    }

    /// Whether lines have features besides their words.
    public boolean hasNgrams() {
        return wordNgrams > 1 || maxn > 0;
    }

    /// One line for each, as `fasttext dump MODEL args` prints them.
    public String dump() {
        return """
                dim %d
                ws %d
                epoch %d
                minCount %d
                neg %d
                wordNgrams %d
                loss %s
                model %s
                bucket %d
                minn %d
                maxn %d
                lrUpdateRate %d
                t %s""".formatted(
                        dim,
                        ws,
                        epoch,
                        minCount,
                        neg,
                        wordNgrams,
                        loss,
                        model,
                        bucket,
                        minn,
                        maxn,
                        lrUpdateRate,
                        BigDecimal.valueOf(t).stripTrailingZeros().toPlainString());
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new IllegalArgumentException(problem);
        }
    }

    /// The losses of fastText, by the numbers in its files.
    public enum Loss {
        HIERARCHICAL_SOFTMAX(1, "hs"),
        NEGATIVE_SAMPLING(2, "ns"),
        SOFTMAX(3, "softmax"),
        ONE_VS_ALL(4, "one-vs-all");

        private final int code;
        private final String text;

        Loss(int code, String text) {
            this.code = code;
            this.text = text;
        }

        public int code() {
            return code;
        }

        /// As `fasttext dump MODEL args` prints it.
        @Override
        public String toString() {
            return text;
        }
    }

    /// What a model was trained for, by the numbers in the files. Only supervised ones predict.
    public enum Kind {
        CBOW(1, "cbow"),
        SKIP_GRAM(2, "sg"),
        SUPERVISED(3, "sup");

        private final int code;
        private final String text;

        Kind(int code, String text) {
            this.code = code;
            this.text = text;
        }

        public int code() {
            return code;
        }

        /// As `fasttext dump MODEL args` prints it.
        @Override
        public String toString() {
            return text;
        }
    }
}
