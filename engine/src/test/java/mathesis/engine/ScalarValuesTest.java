package mathesis.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import mathesis.engine.ModelConfig.Architecture;
import mathesis.engine.ModelConfig.RopeScaling;
import mathesis.engine.checkpoint.Safetensors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Values of the scalar head and the training of them, through the door.
@DisplayNameGeneration(ReplaceUnderscores.class)
class ScalarValuesTest {
    private static final int VOCABULARY = 37;

    /// A head whose row is that of a token gives the token's logit: what transformers computed for logits checks
    /// values.
    @ParameterizedTest(name = "{0}")
    @MethodSource("mathesis.engine.Fixtures#models")
    void a_head_that_is_a_row_of_the_output_matrix_gives_the_logits_of_transformers(String name) throws IOException {
        var inputs =
                Fixtures.json(Fixtures.goldens(name).resolve("inputs.json")).get("long_input_ids");
        int[] tokens = IntStream.range(0, inputs.size())
                .map(i -> inputs.get(i).asInt())
                .toArray();
        var batch = TokenBatch.ofMarked(List.of(tokens), List.of(new int[] {tokens.length - 1}));
        var file = Fixtures.goldens(name).resolve("f64.safetensors");
        assumeTrue(Files.exists(file), file + " is not in the small set of fixtures");
        try (var goldens = Safetensors.open(file);
                var model = PretrainedModel.load(Fixtures.model(name));
                var weights = withHead(model.weights())) {
            double[] logits = goldens.doubles("last_logits_long");
            for (int token : new int[] {0, 7, logits.length - 1}) {
                int width = model.config().hiddenSize();
                for (int c = 0; c < width; c++) {
                    weights.tensor(Weights.SCORE_WEIGHT)
                            .set(c, model.weights().outputProjection().get((long) token * width + c));
                }
                weights.tensor(Weights.SCORE_BIAS).set(0, 0.5f);
                try (var transformer = new Transformer(weights, 1)) {
                    assertEquals(logits[token] + 0.5, transformer.values(batch)[tokens.length - 1], 2e-5);
                }
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Architecture.class)
    void a_head_that_is_a_row_of_the_output_matrix_gives_the_bits_of_decoding(Architecture architecture) {
        int[] tokens = tokens(21, 6);
        try (var weights = randomWeights(architecture)) {
            var row = weights.tensor(Weights.SCORE_WEIGHT);
            for (int c = 0; c < row.elements(); c++) {
                row.set(c, weights.outputProjection().get(5 * row.elements() + c));
            }
            weights.tensor(Weights.SCORE_BIAS).set(0, 0);
            try (var transformer = new Transformer(weights, 1);
                    var decoder = transformer.decoder(1, 1);
                    var prompt = decoder.prefill(tokens)) {
                var batch = TokenBatch.ofMarked(List.of(tokens), List.of(new int[] {20}));
                assertEquals(prompt.logits().get(0, 5), transformer.values(batch)[20]);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Architecture.class)
    void values_have_the_same_bits_alone_in_any_batch_and_on_any_threads(Architecture architecture) {
        try (var weights = randomWeights(architecture);
                var one = new Transformer(weights, 1);
                var two = new Transformer(weights, 2)) {
            int[] marks = {0, 3, 4, 18};
            var alone = one.values(TokenBatch.ofMarked(List.of(tokens(19, 1)), List.of(marks)));
            var packed = TokenBatch.ofMarked(
                    List.of(tokens(5, 2), tokens(19, 1), tokens(70, 3), tokens(1, 4)),
                    List.of(new int[] {1}, marks, IntStream.range(0, 70).toArray(), new int[] {0}));
            var together = one.values(packed);
            assertArrayEquals(alone, Arrays.copyOfRange(together, 5, 24));
            assertArrayEquals(together, two.values(packed));
            var everywhere = TokenBatch.ofMarked(
                    List.of(tokens(19, 1)), List.of(IntStream.range(0, 19).toArray()));
            assertEquals(alone[4], two.values(everywhere)[4]);
            assertEquals(0, alone[5]);
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Architecture.class)
    void gradients_agree_with_finite_differences(Architecture architecture) {
        try (var weights = randomWeights(architecture);
                var transformer = new Transformer(weights, 2);
                var trainer = new Trainer(transformer, AdamWConfig.PAPER)) {
            trainer.accumulateValues(batch(), ScalarValuesTest::loss);
            for (var tensor : weights.tensors()) {
                assertDirectionalDerivative(transformer, tensor.name(), trainer.gradient());
            }
        }
    }

    /// Element by element on the head, whose gradients are one number each.
    @Test
    void each_element_of_the_head_agrees_with_finite_differences() {
        try (var weights = randomWeights(Architecture.LLAMA);
                var transformer = new Transformer(weights, 1);
                var trainer = new Trainer(transformer, AdamWConfig.PAPER)) {
            trainer.accumulateValues(batch(), ScalarValuesTest::loss);
            for (String name : List.of(Weights.SCORE_WEIGHT, Weights.SCORE_BIAS)) {
                var tensor = weights.tensor(name);
                for (int i = 0; i < tensor.elements(); i++) {
                    float original = tensor.get(i);
                    double rise = lossWith(transformer, name, i, original + 1e-2f)
                            - lossWith(transformer, name, i, original - 1e-2f);
                    lossWith(transformer, name, i, original);
                    double slope = trainer.gradient().tensor(name).get(i);
                    assertEquals(slope, rise / 2e-2, 1e-3 * Math.max(0.1, Math.abs(slope)), name + " " + i);
                }
            }
        }
    }

    private static double lossWith(Transformer transformer, String name, int element, float value) {
        transformer.weights().tensor(name).set(element, value);
        transformer.weightsChanged();
        return loss(transformer.values(batch()), new float[batch().length()]);
    }

    /// Moves one tensor along its own gradient: the loss must rise by the gradient's squared norm times the step.
    private static void assertDirectionalDerivative(Transformer transformer, String name, Weights gradient) {
        float[] original = transformer.weights().tensor(name).toArray();
        float[] slope = gradient.tensor(name).toArray();
        double squares = 0;
        for (float g : slope) {
            squares += (double) g * g;
        }
        assertTrue(squares > 0, name);
        double step = 1e-2 / Math.sqrt(squares);
        double rise =
                lossAt(transformer, name, original, slope, step) - lossAt(transformer, name, original, slope, -step);
        lossAt(transformer, name, original, slope, 0);
        assertEquals(1, rise / (2 * step * squares), 0.02, name);
    }

    private static double lossAt(Transformer transformer, String name, float[] original, float[] slope, double step) {
        var tensor = transformer.weights().tensor(name);
        for (int i = 0; i < original.length; i++) {
            tensor.set(i, (float) (original[i] + step * slope[i]));
        }
        transformer.weightsChanged();
        return loss(transformer.values(batch()), new float[batch().length()]);
    }

    private static TokenBatch batch() {
        return TokenBatch.ofMarked(
                List.of(tokens(9, 8), tokens(14, 9)), List.of(new int[] {2, 8}, new int[] {0, 1, 7, 13}));
    }

    /// Binary cross-entropy with alternating labels, and half of a square: any smooth loss would do.
    private static double loss(float[] values_T, float[] gradients_T) {
        double loss = 0;
        for (int t = 0; t < values_T.length; t++) {
            if (values_T[t] != 0) {
                double p = 1 / (1 + Math.exp(-values_T[t]));
                loss += (t % 2 == 0 ? -Math.log(p) : -Math.log(1 - p)) + 0.05 * values_T[t] * values_T[t];
                gradients_T[t] = (float) (p - (t % 2 == 0 ? 1 : 0) + 0.1 * values_T[t]);
            }
        }
        return loss;
    }

    @Test
    void training_does_not_depend_on_threads_and_lowers_the_loss() {
        assertEquals(train(1), train(2));
    }

    private static String train(int threads) {
        try (var weights = randomWeights(Architecture.QWEN2);
                var transformer = new Transformer(weights, threads);
                var trainer = new Trainer(transformer, AdamWConfig.PAPER)) {
            double first = trainer.accumulateValues(batch(), ScalarValuesTest::loss);
            trainer.update(3e-3);
            double last = first;
            for (int step = 0; step < 8; step++) {
                last = trainer.accumulateValues(batch(), ScalarValuesTest::loss);
                trainer.update(3e-3);
            }
            assertTrue(last < first, "loss went from " + first + " to " + last);
            return weights.sha256();
        }
    }

    @Test
    void the_gradients_of_both_heads_add_up() {
        try (var weights = randomWeights(Architecture.LLAMA);
                var transformer = new Transformer(weights, 1);
                var both = new Trainer(transformer, AdamWConfig.PAPER);
                var values = new Trainer(transformer, AdamWConfig.PAPER)) {
            var tokens = TokenBatch.of(tokens(20, 1));
            both.accumulate(tokens, WeightedLikelihood.mean(tokens));
            float before = both.gradient().tensor("model.norm.weight").get(3);
            assertEquals(0, both.gradient().tensor(Weights.SCORE_WEIGHT).get(3));
            both.accumulateValues(batch(), ScalarValuesTest::loss);
            values.accumulateValues(batch(), ScalarValuesTest::loss);
            float alone = values.gradient().tensor("model.norm.weight").get(3);
            assertEquals(
                    before + alone, both.gradient().tensor("model.norm.weight").get(3), 1e-5);
        }
    }

    @Test
    void weights_without_the_head_say_so() {
        try (var whole = randomWeights(Architecture.LLAMA);
                var weights = Weights.zeros(whole.config());
                var transformer = new Transformer(weights, 1);
                var trainer = new Trainer(transformer, AdamWConfig.PAPER)) {
            assertThrows(IllegalStateException.class, () -> transformer.values(batch()));
            assertThrows(IllegalStateException.class, () -> trainer.accumulateValues(batch(), (_, _) -> 0));
            assertThrows(IllegalArgumentException.class, () -> weights.copyFrom(whole));
        }
    }

    private static Weights withHead(Weights source) {
        var weights = Weights.zerosWithScalarHead(source.config().tied());
        for (var tensor : weights.tensors()) {
            if (!tensor.name().startsWith("score.")) {
                tensor.data().copyFrom(source.tensor(tensor.name()).data());
            }
        }
        return weights;
    }

    private static Weights randomWeights(Architecture architecture) {
        var config = new ModelConfig(
                architecture, VOCABULARY, 24, 40, 2, 4, 2, 10, 128, 1e-5, 10000, new RopeScaling.None(), true);
        var random = new Random(5);
        var weights = Weights.zerosWithScalarHead(config);
        for (var tensor : weights.tensors()) {
            boolean vector = tensor.shape().length == 1;
            for (int i = 0; i < tensor.elements(); i++) {
                double draw = random.nextGaussian();
                tensor.set(i, (float) (vector ? 1 + 0.3 * draw : 0.2 * draw));
            }
        }
        return weights;
    }

    private static int[] tokens(int count, long seed) {
        return new Random(seed).ints(count, 0, VOCABULARY).toArray();
    }
}
