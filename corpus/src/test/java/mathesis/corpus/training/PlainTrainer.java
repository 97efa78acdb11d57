package mathesis.corpus.training;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import mathesis.corpus.classify.Dictionary;
import mathesis.corpus.classify.DictionaryBuilder;
import mathesis.corpus.classify.Features;
import mathesis.corpus.classify.HuffmanTree;
import mathesis.corpus.classify.ModelArguments.Loss;
import mathesis.corpus.classify.SigmoidTable;

/// The training written down as plainly as can be: doubles, one feature after the other, one thread. The reference for
/// the fast one.
final class PlainTrainer {
    final Dictionary dictionary;
    final double[][] input;
    final double[][] output;
    private final TrainingOptions options;
    private final MinStdRandom random;
    private final int dim;
    private final int[] table;

    PlainTrainer(TrainingOptions options, byte[] text) throws IOException {
        this.options = options;
        var m = options.model();
        dim = m.dim();
        dictionary = new DictionaryBuilder()
                .addAll(new ByteArrayInputStream(text))
                .build(m.minCount(), options.minCountLabel());
        int rows = dictionary.words() + m.bucket();
        input = new double[rows][dim];
        output = new double[dictionary.labels()][dim];
        var start = new RowStart(options.seed(), rows, dim);
        for (int row = 0; row < rows; row++) {
            var values = new float[dim];
            start.fill(row, values, 0);
            for (int i = 0; i < dim; i++) {
                input[row][i] = values[i];
            }
        }
        random = new MinStdRandom(options.seed());
        table = options.model().loss() == Loss.NEGATIVE_SAMPLING ? table() : new int[0];
        learn(text);
    }

    private void learn(byte[] text) {
        var line = new Features(options.model(), dictionary);
        long toDo = options.model().epoch() * dictionary.tokens();
        long done = 0;
        long pending = 0;
        while (done < toDo) {
            for (int at = 0; at < text.length && done < toDo; ) {
                double rate = options.learningRate() * (1 - (double) done / toDo);
                at = line.read(text, at, text.length);
                if (line.count() > 0 && line.labelCount() > 0) {
                    learn(
                            Arrays.copyOf(line.rows(), line.count()),
                            Arrays.copyOf(line.labels(), line.labelCount()),
                            rate);
                }
                pending += line.tokens();
                if (pending > options.model().lrUpdateRate()) {
                    done += pending;
                    pending = 0;
                }
            }
        }
    }

    private void learn(int[] rows, int[] labels, double rate) {
        double[] hidden = new double[dim];
        for (int row : rows) {
            for (int i = 0; i < dim; i++) {
                hidden[i] += input[row][i] / rows.length;
            }
        }
        double[] gradient = new double[dim];
        switch (options.model().loss()) {
            case SOFTMAX -> softmax(hidden, gradient, labels[random.nextInt(labels.length)], rate);
            case ONE_VS_ALL -> {
                for (int k = 0; k < output.length; k++) {
                    int label = k;
                    logistic(hidden, gradient, k, Arrays.stream(labels).anyMatch(l -> l == label), rate);
                }
            }
            case HIERARCHICAL_SOFTMAX -> tree(hidden, gradient, labels[random.nextInt(labels.length)], rate);
            case NEGATIVE_SAMPLING -> negatives(hidden, gradient, labels[random.nextInt(labels.length)], rate);
        }
        for (int row : rows) {
            for (int i = 0; i < dim; i++) {
                input[row][i] += gradient[i] / rows.length;
            }
        }
    }

    private void softmax(double[] hidden, double[] gradient, int target, double rate) {
        double[] p = new double[output.length];
        double sum = 0;
        for (int k = 0; k < p.length; k++) {
            p[k] = Math.exp(dot(output[k], hidden));
            sum += p[k];
        }
        for (int k = 0; k < p.length; k++) {
            step(hidden, gradient, k, rate * ((k == target ? 1 : 0) - p[k] / sum));
        }
    }

    private void tree(double[] hidden, double[] gradient, int target, double rate) {
        var tree = new HuffmanTree(dictionary.labelCounts());
        for (int node = target; node != tree.root(); node = tree.parent(node)) {
            logistic(hidden, gradient, tree.row(tree.parent(node)), tree.isRight(node), rate);
        }
    }

    private void negatives(double[] hidden, double[] gradient, int target, double rate) {
        logistic(hidden, gradient, target, true, rate);
        for (int n = 0; n < options.model().neg() && output.length > 1; n++) {
            int drawn = target;
            while (drawn == target) {
                drawn = table[random.nextInt(table.length)];
            }
            logistic(hidden, gradient, drawn, false, rate);
        }
    }

    private int[] table() {
        long[] counts = dictionary.labelCounts();
        double roots = Arrays.stream(counts).mapToDouble(Math::sqrt).sum();
        var entries = new int[10_000_000 + counts.length];
        int size = 0;
        for (int k = 0; k < counts.length; k++) {
            double share = Math.sqrt(counts[k]) * 10_000_000 / roots;
            for (int i = 0; i < share; i++) {
                entries[size++] = k;
            }
        }
        return Arrays.copyOf(entries, size);
    }

    private void logistic(double[] hidden, double[] gradient, int row, boolean yes, double rate) {
        step(hidden, gradient, row, rate * ((yes ? 1 : 0) - SigmoidTable.of((float) dot(output[row], hidden))));
    }

    private void step(double[] hidden, double[] gradient, int row, double alpha) {
        for (int i = 0; i < dim; i++) {
            gradient[i] += alpha * output[row][i];
            output[row][i] += alpha * hidden[i];
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
