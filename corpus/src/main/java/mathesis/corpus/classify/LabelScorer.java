package mathesis.corpus.classify;

import java.util.stream.IntStream;
import mathesis.corpus.classify.ModelArguments.Loss;

/// The probabilities of all labels of a softmax model, collapsed to one float for each label a row. Worth it
/// where there are fewer labels than columns. For one thread, with [#another()] for each more; the tables are
/// shared.
public final class LabelScorer {
    private final FastTextModel model;
    private final float[] weights;
    private final Features features;

    private LabelScorer(FastTextModel model, float... weights) {
        this.model = model;
        this.weights = weights;
        this.features = new Features(model.arguments(), model.dictionary());
    }

    public static LabelScorer collapse(FastTextModel model) {
        if (model.arguments().loss() != Loss.SOFTMAX) {
            throw new IllegalArgumentException(
                    "a model with loss " + model.arguments().loss() + " has no scorer of labels; let it predict");
        }
        double[][] directions = IntStream.range(0, model.dictionary().labels())
                .mapToObj(label -> CollapsedRows.doubles(model.output(), label))
                .toArray(double[][]::new);
        return new LabelScorer(model, CollapsedRows.of(model.input(), directions));
    }

    public int labels() {
        return model.dictionary().labels();
    }

    /// A label with its prefix.
    public String label(int label) {
        return model.dictionary().label(label);
    }

    /// A scorer for another thread, with the same tables.
    public LabelScorer another() {
        return new LabelScorer(model, weights);
    }

    /// Writes the probability of each label for a range of bytes as one line, as [Scorer#score] reads it; zeros
    /// where it has no feature that the model knows. Allocates nothing.
    ///
    /// @param into [#labels()] values
    public void score(byte[] utf8, int from, int to, float[] into) {
        features.readAsLine(utf8, from, to);
        int labels = labels();
        int[] rows = features.rows();
        for (int label = 0; label < labels; label++) {
            into[label] = 0;
        }
        for (int i = 0; i < features.count(); i++) {
            int row = rows[i] * labels;
            for (int label = 0; label < labels; label++) {
                into[label] += weights[row + label];
            }
        }
        if (features.count() > 0) {
            for (int label = 0; label < labels; label++) {
                into[label] /= features.count();
            }
            FlatOutput.softmax(into, labels);
        }
    }
}
