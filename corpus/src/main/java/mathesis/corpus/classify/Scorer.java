package mathesis.corpus.classify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import mathesis.corpus.classify.ModelArguments.Loss;

/// The probability of one label, from a model collapsed to one float a row: 8.4 MB instead of 2.15 GB at 2
/// million buckets of 256 columns. The mean over rows and the product with the output matrix are linear, so a
/// row may as well be multiplied before the mean is taken; results are the model's but for rounding, 1e-5 at
/// most.
///
/// For one thread, with [#another()] for each more; the tables are shared. Text is read from its bytes, nothing
/// is allocated. Of a word of text the limit is one line of the cache for the word and one for each of its
/// n-grams, from tables that fill the second level of the cache several times over.
public final class Scorer {
    private final LineMeans means;
    private final boolean exact;

    private Scorer(LineMeans means, boolean exact) {
        this.means = means;
        this.exact = exact;
    }

    /// @param label with its prefix, of a softmax model of two labels, or of any number with one-vs-all or
    ///              negative sampling
    public static Scorer collapse(FastTextModel model, String label) {
        var loss = model.arguments().loss();
        int row = row(model.dictionary(), label);
        double[] direction = switch (loss) {
            case SOFTMAX -> difference(model, row);
            case NEGATIVE_SAMPLING, ONE_VS_ALL -> CollapsedRows.doubles(model.output(), row);
            case HIERARCHICAL_SOFTMAX ->
                throw new IllegalArgumentException("a model with loss hs has no scorer; let it predict");
        };
        var means = LineMeans.of(model.arguments(), model.dictionary(), CollapsedRows.of(model.input(), direction));
        return new Scorer(means, loss == Loss.SOFTMAX);
    }

    /// The same straight from a file, whose matrix is read row by row and never in memory as a whole.
    public static Scorer collapse(Path file, String label) throws IOException {
        return collapse(FastTextModel.read(file), label);
    }

    /// The probability of the label for a range of bytes as one line: white space separates words, newlines too,
    /// and the line's end follows the last one, as when a page's newlines are replaced by spaces. 0 where the
    /// range has no feature that the model knows. The text ends at a token `</s>`, should it have one.
    public float score(byte[] utf8, int from, int to) {
        double mean = means.mean(utf8, from, to);
        if (Double.isNaN(mean)) {
            return 0;
        }
        return exact ? (float) (1 / (1 + Math.exp(-mean))) : SigmoidTable.of((float) mean);
    }

    /// A scorer for another thread, with the same tables.
    public Scorer another() {
        return new Scorer(means.another(), exact);
    }

    private static int row(Dictionary dictionary, String label) {
        int id = dictionary.find(label);
        if (id == Dictionary.UNKNOWN || !dictionary.isLabel(id)) {
            throw new IllegalArgumentException("the model has no label " + label + "; its first is "
                    + dictionary.label(0) + " of " + dictionary.labels());
        }
        return id - dictionary.words();
    }

    private static double[] difference(FastTextModel model, int row) {
        if (model.dictionary().labels() != 2) {
            throw new IllegalArgumentException("a softmax model of "
                    + model.dictionary().labels() + " labels has no scorer of one float a row; use LabelScorer");
        }
        double[] label = CollapsedRows.doubles(model.output(), row);
        double[] other = CollapsedRows.doubles(model.output(), 1 - row);
        Arrays.setAll(label, i -> label[i] - other[i]);
        return label;
    }
}
