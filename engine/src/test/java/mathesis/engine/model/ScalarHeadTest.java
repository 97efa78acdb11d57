package mathesis.engine.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import mathesis.engine.ModelConfig;
import mathesis.engine.ModelConfig.Architecture;
import mathesis.engine.ModelConfig.RopeScaling;
import mathesis.engine.TokenBatch;
import mathesis.engine.WeightFormat;
import mathesis.engine.Weights;
import mathesis.engine.kernels.Workers;
import mathesis.engine.tensor.OffHeap;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The scalar head against its plain twin, on the residual stream that the blocks leave.
@DisplayNameGeneration(ReplaceUnderscores.class)
class ScalarHeadTest {
    private static final float EPS = 1e-5f;

    @ParameterizedTest(name = "{0} channels, {1} tokens of which every {2}th is marked")
    @CsvSource({"1, 5, 1", "7, 1, 1", "8, 9, 2", "9, 33, 5", "33, 70, 3", "64, 65, 1", "130, 129, 7"})
    void forward_and_backward_equal_their_reference(int channels, int tokens, int every) {
        var config = new ModelConfig(
                Architecture.LLAMA, 11, channels, 12, 1, 2, 1, 4, 256, EPS, 10000, new RopeScaling.None(), true);
        int[] sequence = new Random(tokens).ints(tokens, 0, 11).toArray();
        int[] marks = IntStream.range(0, tokens).filter(t -> t % every == 0).toArray();
        var batch = TokenBatch.ofMarked(List.of(sequence), List.of(marks));
        try (var weights = random(config);
                var gradient = weights.zerosLike();
                var workers = Workers.of(2);
                var network = new Network(weights, WeightFormat.FLOAT32, workers);
                var forward = new ForwardPass(network, workers, tokens + 3, true);
                var loss = new ScalarLoss(network, forward, gradient, workers);
                var memory = new OffHeap()) {
            network.packForBackward(workers);
            forward.run(batch);
            float[] x_TC = forward.activations().last().toArray(ValueLayout.JAVA_FLOAT);
            float[] x_NC = gather(x_TC, marks, channels);
            float[] gain = weights.tensor("model.norm.weight").toArray();
            float[] w = weights.tensor(Weights.SCORE_WEIGHT).toArray();
            float bias = weights.tensor(Weights.SCORE_BIAS).get(0);
            var expected = new float[marks.length];
            ScalarHeadReference.forward(expected, x_NC, gain, w, bias, EPS);
            var slopes = new Random(3);
            var dValues = new float[marks.length];
            var dx_TC = memory.floats((long) tokens * channels);
            dx_TC.fill((byte) 7); // must be overwritten
            double value = loss.run(
                    (values_T, gradients_T) -> {
                        for (int i = 0; i < marks.length; i++) {
                            assertEquals(expected[i], values_T[marks[i]], 1e-5 * Math.max(1, Math.abs(expected[i])));
                            dValues[i] = (float) slopes.nextGaussian();
                            gradients_T[marks[i]] = dValues[i];
                        }
                        assertEquals(
                                marks.length,
                                IntStream.range(0, tokens)
                                        .filter(t -> values_T[t] != 0)
                                        .count());
                        return 42;
                    },
                    dx_TC);
            assertEquals(42, value);
            var dx = new float[x_NC.length];
            var dGain = new float[channels];
            var dw = new float[channels];
            float dBias = ScalarHeadReference.backward(dx, dGain, dw, dValues, x_NC, gain, w, EPS);
            float[] stream = dx_TC.toArray(ValueLayout.JAVA_FLOAT);
            assertClose(dx, gather(stream, marks, channels));
            assertClose(dGain, gradient.tensor("model.norm.weight").toArray());
            assertClose(dw, gradient.tensor(Weights.SCORE_WEIGHT).toArray());
            assertEquals(dBias, gradient.tensor(Weights.SCORE_BIAS).get(0), 1e-4);
            for (int t = 0; t < tokens; t++) {
                if (t % every != 0) {
                    assertClose(new float[channels], Arrays.copyOfRange(stream, t * channels, (t + 1) * channels));
                }
            }
        }
    }

    private static float[] gather(float[] rows_TC, int[] marks, int channels) {
        var gathered = new float[marks.length * channels];
        for (int i = 0; i < marks.length; i++) {
            System.arraycopy(rows_TC, marks[i] * channels, gathered, i * channels, channels);
        }
        return gathered;
    }

    private static void assertClose(float[] expected, float[] actual) {
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[i], 2e-5 * Math.max(1, Math.abs(expected[i])), "element " + i);
        }
    }

    private static Weights random(ModelConfig config) {
        var weights = Weights.zerosWithScalarHead(config);
        var random = new Random(5);
        for (var tensor : weights.tensors()) {
            for (int i = 0; i < tensor.elements(); i++) {
                tensor.set(
                        i, (float) (0.3 * random.nextGaussian() + (tensor.name().endsWith("norm.weight") ? 1 : 0)));
            }
        }
        return weights;
    }
}
