package mathesis.corpus.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import mathesis.corpus.classify.HuffmanTree;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each loss against its plain formula in doubles, by finite differences. Binary logistics read a table of 512 steps
/// over [-8, 8], so that a probability, and with it the weight of a row in the gradient, is off by up to 1/128.
@DisplayNameGeneration(ReplaceUnderscores.class)
class LossStepTest {
    private static final float RATE = 0.25f;
    private static final double TABLE_ERROR = 1.0 / 128;
    private static final int TARGET = 0;

    record Size(int dimensions, int labels) {}

    static Stream<Size> sizes() {
        return Stream.of(1, 7, 8, 33).flatMap(d -> Stream.of(1, 2, 5).map(k -> new Size(d, k)));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void softmax_descends_its_gradient(Size size) {
        var point = new Point(size, 1);
        point.check(new Softmax(point.output), 1e-6, w -> softmaxLoss(w, size, TARGET));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void one_vs_all_descends_its_gradient(Size size) {
        var point = new Point(size, 2);
        point.check(new OneVsAll(point.output), TABLE_ERROR * size.labels, w -> {
            double loss = 0;
            for (int label = 0; label < size.labels; label++) {
                loss += logisticLoss(w, size, label, label == TARGET);
            }
            return loss;
        });
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void hierarchical_softmax_descends_its_gradient(Size size) {
        var point = new Point(size, 3);
        var paths = new LabelPaths(new HuffmanTree(counts(size.labels)));
        point.check(new HierarchicalSoftmax(point.output, paths), TABLE_ERROR * size.labels, w -> {
            double loss = 0;
            for (int i = 0; i < paths.rows(TARGET).length; i++) {
                loss += logisticLoss(w, size, paths.rows(TARGET)[i], paths.turns(TARGET)[i]);
            }
            return loss;
        });
    }

    /// With two labels the only negative there is, is drawn every time. The output rows then move between one draw
    /// and the next, so the formula is checked for one draw.
    @Test
    void negative_sampling_descends_its_gradient() {
        for (int dimensions : List.of(1, 7, 8, 33)) {
            var size = new Size(dimensions, 2);
            var point = new Point(size, 4);
            point.check(
                    new NegativeSampling(point.output, counts(2), 1),
                    TABLE_ERROR * 2,
                    w -> logisticLoss(w, size, 0, true) + logisticLoss(w, size, 1, false));
        }
    }

    @Test
    void negatives_are_drawn_by_the_root_of_their_counts_and_never_the_label_itself() {
        int labels = 3;
        var output = new OutputRows(labels, 1);
        var state = new StepState(1, labels, 7);
        state.hidden_C[0] = 1;
        var sampling = new NegativeSampling(output, new long[] {900, 400, 100}, 1);
        int steps = 4000;
        float rate = 1e-6f; // so that every probability stays near a half
        for (int i = 0; i < steps; i++) {
            sampling.step(new int[] {0}, 1, rate, state);
        }
        assertEquals(steps * 0.5 * rate, output.weights_KC[0], steps * 0.02 * rate);
        assertEquals(2.0 / 3, -output.weights_KC[1] / (steps * 0.5 * rate), 0.03); // 20 : 10 = root 400 : root 100
        assertEquals(1.0 / 3, -output.weights_KC[2] / (steps * 0.5 * rate), 0.03);
    }

    @Test
    void a_lone_label_has_no_negatives_and_ends() {
        var output = new OutputRows(1, 2);
        var state = new StepState(2, 1, 0);
        float loss = new NegativeSampling(output, new long[] {3}, 5).step(new int[] {0}, 1, RATE, state);
        assertEquals(Math.log(2), loss, 0.01);
    }

    @Test
    void several_labels_are_each_drawn_as_often() {
        var output = new OutputRows(2, 1);
        var state = new StepState(1, 2, 5);
        state.hidden_C[0] = 1;
        for (int i = 0; i < 2000; i++) {
            new Softmax(output).step(new int[] {0, 1}, 2, 1e-6f, state);
        }
        assertEquals(0, output.weights_KC[0], 2000 * 1e-6 * 0.5 * 0.06);
    }

    @Test
    void one_vs_all_says_yes_to_every_label_of_the_line() {
        var output = new OutputRows(3, 1);
        var state = new StepState(1, 3, 5);
        state.hidden_C[0] = 1;
        new OneVsAll(output).step(new int[] {2, 0}, 2, 1, state);
        assertArrayEquals(new float[] {0.5f, -0.5f, 0.5f}, output.weights_KC, 1e-6f);
    }

    @Test
    void the_tree_gives_frequent_labels_short_paths() {
        var paths = new LabelPaths(new HuffmanTree(50, 20, 15, 10, 5));
        // By hand: 5 + 10 = 15 (node 0), 15 + 15 = 30 (node 1), 20 + 30 = 50 (node 2), 50 + 50 = 100 (node 3).
        assertArrayEquals(new int[] {3}, paths.rows(0));
        assertArrayEquals(new int[] {2, 3}, paths.rows(1));
        assertEquals(3, paths.rows(2).length);
        assertArrayEquals(new int[] {0, 1, 2, 3}, paths.rows(3));
        assertArrayEquals(new int[] {0, 1, 2, 3}, paths.rows(4));
        assertTrue(paths.turns(3)[0] && !paths.turns(4)[0]);
    }

    private static long[] counts(int labels) {
        long[] count = new long[labels];
        for (int i = 0; i < labels; i++) {
            count[i] = 10 * (labels - i);
        }
        return count;
    }

    private static double dot(double[] weights, Size size, int row) {
        double dot = 0;
        for (int i = 0; i < size.dimensions; i++) {
            dot += weights[i] * weights[(1 + row) * size.dimensions + i];
        }
        return dot;
    }

    private static double logisticLoss(double[] weights, Size size, int row, boolean yes) {
        double dot = dot(weights, size, row);
        return Math.log1p(Math.exp(yes ? -dot : dot));
    }

    private static double softmaxLoss(double[] weights, Size size, int target) {
        double sum = 0;
        for (int label = 0; label < size.labels; label++) {
            sum += Math.exp(dot(weights, size, label));
        }
        return Math.log(sum) - dot(weights, size, target);
    }

    /// A hidden vector and output rows drawn at random; in `weights` the hidden vector comes first.
    private static final class Point {
        final Size size;
        final OutputRows output;
        final StepState state;

        Point(Size size, long seed) {
            this.size = size;
            var random = new Random(seed);
            output = new OutputRows(size.labels, size.dimensions);
            state = new StepState(size.dimensions, size.labels, seed);
            for (int i = 0; i < output.weights_KC.length; i++) {
                output.weights_KC[i] = (float) random.nextGaussian() / 2;
            }
            for (int i = 0; i < size.dimensions; i++) {
                state.hidden_C[i] = (float) random.nextGaussian() / 2;
            }
        }

        void check(LossStep step, double weightError, ToDoubleFunction<double[]> loss) {
            double[] before = weights();
            float reported = step.step(new int[] {TARGET}, 1, RATE, state);
            assertEquals(loss.applyAsDouble(before), reported, 0.05 * size.labels);
            double[] after = weights();
            double nudge = 1e-5;
            for (int i = 0; i < before.length; i++) {
                double kept = before[i];
                before[i] = kept + nudge;
                double above = loss.applyAsDouble(before);
                before[i] = kept - nudge;
                double below = loss.applyAsDouble(before);
                before[i] = kept;
                double descent = -(above - below) / (2 * nudge);
                double actual = (i < size.dimensions ? state.gradient_C[i] : after[i] - kept) / RATE;
                assertEquals(descent, actual, 1e-5 + weightError * largest(before), "weight " + i);
            }
        }

        private double[] weights() {
            double[] all = new double[(1 + size.labels) * size.dimensions];
            for (int i = 0; i < size.dimensions; i++) {
                all[i] = state.hidden_C[i];
            }
            for (int i = 0; i < output.weights_KC.length; i++) {
                all[size.dimensions + i] = output.weights_KC[i];
            }
            return all;
        }

        private static double largest(double[] values) {
            double largest = 0;
            for (double value : values) {
                largest = Math.max(largest, Math.abs(value));
            }
            return largest;
        }
    }
}
