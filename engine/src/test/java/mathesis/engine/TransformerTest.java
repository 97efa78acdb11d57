package mathesis.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import mathesis.engine.ModelConfig.Architecture;
import mathesis.engine.ModelConfig.RopeScaling;
import mathesis.engine.tensor.OffHeap;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TransformerTest {
    private static final int VOCABULARY = 37;

    @ParameterizedTest(name = "{0}")
    @EnumSource(Architecture.class)
    void scores_do_not_depend_on_batch_or_threads(Architecture architecture) {
        try (var weights = randomWeights(architecture);
                var one = new Transformer(weights, 1);
                var two = new Transformer(weights, 2)) {
            var alone = one.score(TokenBatch.of(tokens(19, 1)));
            var batch = packed(tokens(5, 2), tokens(19, 1), tokens(40, 3), tokens(1, 4), tokens(33, 5));
            var together = one.score(batch);
            assertArrayEquals(alone.logprobs_T(), Arrays.copyOfRange(together.logprobs_T(), 5, 24));
            assertArrayEquals(alone.entropies_T(), Arrays.copyOfRange(together.entropies_T(), 5, 24));
            assertArrayEquals(together.logprobs_T(), two.score(batch).logprobs_T());
        }
    }

    @ParameterizedTest(name = "{0}, prompt of {1}")
    @CsvSource({"LLAMA, 1", "LLAMA, 16", "LLAMA, 31", "QWEN2, 7", "QWEN3, 9", "QWEN3, 33"})
    void decoding_gives_the_bits_of_scoring(Architecture architecture, int promptLength) {
        int[] all = tokens(60, 6);
        try (var weights = randomWeights(architecture);
                var transformer = new Transformer(weights, 1);
                var decoder = transformer.decoder(3, 64)) {
            var scored = transformer.score(TokenBatch.of(all)).logprobs_T();
            var prompt = decoder.prefill(Arrays.copyOf(all, promptLength));
            var other = decoder.prefill(tokens(11, 7));
            int[] slots = {decoder.open(other), decoder.open(prompt), decoder.open(prompt)};
            var logits = prompt.logits();
            int row = 0;
            for (int t = promptLength; t < all.length; t++) {
                float lse = logits.logSumExp(row, 1);
                assertEquals(scored[t - 1], logits.logprob(row, all[t], 1, lse), "position " + t);
                logits = decoder.step(slots, new int[] {t % VOCABULARY, all[t], (t * 7) % VOCABULARY}, 3);
                row = 1;
            }
            for (int slot : slots) {
                decoder.close(slot);
            }
            prompt.close();
            other.close();
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Architecture.class)
    void gradients_agree_with_finite_differences(Architecture architecture) {
        try (var weights = randomWeights(architecture);
                var transformer = new Transformer(weights, 2);
                var trainer = new Trainer(transformer, AdamWConfig.PAPER)) {
            var batch = packed(tokens(9, 8), tokens(14, 9));
            trainer.accumulate(batch, WeightedLikelihood.mean(batch));
            for (var tensor : weights.tensors()) {
                assertDirectionalDerivative(transformer, batch, tensor.name(), trainer.gradient());
            }
        }
    }

    /// Moves one tensor along its own gradient: the loss must rise by the gradient's squared norm times the step.
    private static void assertDirectionalDerivative(
            Transformer transformer, TokenBatch batch, String name, Weights gradient) {
        var tensor = transformer.weights().tensor(name);
        float[] original = tensor.toArray();
        float[] slope = gradient.tensor(name).toArray();
        double squares = 0;
        for (float g : slope) {
            squares += (double) g * g;
        }
        double step = 1e-2 / Math.sqrt(squares);
        double rise = lossAt(transformer, batch, name, original, slope, step)
                - lossAt(transformer, batch, name, original, slope, -step);
        lossAt(transformer, batch, name, original, slope, 0);
        assertEquals(1, rise / (2 * step * squares), 0.02, name);
    }

    private static double lossAt(
            Transformer transformer, TokenBatch batch, String name, float[] original, float[] slope, double step) {
        var tensor = transformer.weights().tensor(name);
        for (int i = 0; i < original.length; i++) {
            tensor.set(i, (float) (original[i] + step * slope[i]));
        }
        transformer.weightsChanged();
        return WeightedLikelihood.mean(batch).gradientCoefficients(transformer.score(batch), new float[batch.length()]);
    }

    @Test
    void training_does_not_depend_on_threads_and_lowers_the_loss() {
        var one = train(1);
        var two = train(2);
        assertEquals(one, two);
    }

    private static String train(int threads) {
        try (var weights = randomWeights(Architecture.LLAMA);
                var transformer = new Transformer(weights, threads);
                var trainer = new Trainer(transformer, AdamWConfig.PAPER)) {
            var batch = packed(tokens(40, 1), tokens(70, 2), tokens(3, 3));
            double first = trainer.accumulate(batch, WeightedLikelihood.mean(batch));
            trainer.update(1e-2);
            double last = first;
            for (int step = 0; step < 5; step++) {
                last = trainer.accumulate(batch, WeightedLikelihood.mean(batch));
                trainer.update(1e-2);
            }
            assertTrue(last < first, "loss went from " + first + " to " + last);
            return weights.sha256();
        }
    }

    @Test
    void a_learning_rate_of_zero_leaves_every_bit() {
        try (var weights = randomWeights(Architecture.QWEN2);
                var transformer = new Transformer(weights, 1);
                var trainer = new Trainer(transformer, AdamWConfig.PAPER)) {
            String before = weights.sha256();
            var batch = packed(tokens(12, 1));
            trainer.accumulate(batch, WeightedLikelihood.mean(batch));
            trainer.update(0);
            assertEquals(before, weights.sha256());
        }
    }

    @Test
    void a_gradient_that_is_not_a_number_changes_nothing() {
        try (var weights = randomWeights(Architecture.LLAMA);
                var transformer = new Transformer(weights, 1);
                var trainer = new Trainer(transformer, AdamWConfig.PAPER)) {
            String before = weights.sha256();
            var batch = packed(tokens(12, 1));
            trainer.accumulate(batch, (_, coefficients_T) -> {
                Arrays.fill(coefficients_T, Float.NaN);
                return Double.NaN;
            });
            assertThrows(NonFiniteGradientException.class, () -> trainer.update(1e-3));
            assertEquals(before, weights.sha256());
            assertEquals(0, trainer.state().updates());
            trainer.accumulate(batch, WeightedLikelihood.mean(batch));
            assertTrue(Double.isFinite(trainer.update(1e-3)));
        }
    }

    @Test
    void ids_outside_the_vocabulary_are_refused_by_name() {
        try (var weights = randomWeights(Architecture.LLAMA);
                var transformer = new Transformer(weights, 1)) {
            var error = assertThrows(
                    IllegalArgumentException.class, () -> transformer.score(TokenBatch.of(1, VOCABULARY, 2)));
            assertTrue(error.getMessage().contains("vocabulary of " + VOCABULARY), error.getMessage());
        }
    }

    @ParameterizedTest(name = "a batch of {0}, {1} threads")
    @CsvSource({"1, 1", "7, 1", "64, 1", "1, 2", "7, 2", "64, 2"})
    void the_samples_of_a_group_have_the_bits_of_the_training_pass(int samples, int threads) {
        try (var weights = randomWeights(Architecture.LLAMA);
                var transformer = new Transformer(weights, threads);
                var decoder = transformer.decoder(samples, 24)) {
            int[] promptTokens = tokens(37, 1);
            var slots = new int[samples];
            var all = new int[samples][];
            var sampled = new float[samples][24];
            var prompt = decoder.prefill(promptTokens);
            for (int s = 0; s < samples; s++) {
                slots[s] = decoder.open(prompt);
                all[s] = Arrays.copyOf(promptTokens, 37 + 24);
                System.arraycopy(tokens(24, 100 + s), 0, all[s], 37, 24);
                sampled[s][0] = prompt.logits()
                        .logprob(0, all[s][37], 1, prompt.logits().logSumExp(0, 1));
            }
            for (int t = 1; t < 24; t++) {
                var next = new int[samples];
                for (int s = 0; s < samples; s++) {
                    next[s] = all[s][36 + t];
                }
                var logits = decoder.step(slots, next, samples);
                for (int s = 0; s < samples; s++) {
                    sampled[s][t] = logits.logprob(s, all[s][37 + t], 1, logits.logSumExp(s, 1));
                }
            }
            var scored = transformer.score(packed(all)).logprobs_T();
            for (int s = 0; s < samples; s++) {
                assertArrayEquals(Arrays.copyOfRange(scored, s * 61 + 36, s * 61 + 60), sampled[s], "sample " + s);
            }
        }
    }

    /// 300 rows of 40,000 logits make more than one chunk of the output head.
    @Test
    void chunks_of_the_vocabulary_and_coefficients_known_beforehand_change_no_bit() {
        var config = new ModelConfig(
                Architecture.LLAMA, 40_000, 8, 8, 1, 2, 1, 4, 512, 1e-5, 10000, new RopeScaling.None(), false);
        try (var weights = Weights.random(config, 0.3, new Random(7));
                var transformer = new Transformer(weights, 2);
                var fixed = new Trainer(transformer, AdamWConfig.PAPER);
                var late = new Trainer(transformer, AdamWConfig.PAPER)) {
            int[] sequence = new Random(8).ints(301, 0, 40_000).toArray();
            var batch = TokenBatch.of(sequence);
            var likelihood = WeightedLikelihood.mean(batch);
            double loss = fixed.accumulate(batch, likelihood);
            assertEquals(loss, late.accumulate(batch, likelihood::gradientCoefficients));
            assertEquals(fixed.gradient().sha256(), late.gradient().sha256());
            var begin = transformer.score(TokenBatch.of(Arrays.copyOf(sequence, 101)));
            assertArrayEquals(
                    Arrays.copyOf(transformer.score(batch).logprobs_T(), 100), Arrays.copyOf(begin.logprobs_T(), 100));
        }
    }

    @Test
    void memory_of_closed_prompts_is_used_again_without_a_trace() {
        try (var weights = randomWeights(Architecture.QWEN3);
                var transformer = new Transformer(weights, 1);
                var decoder = transformer.decoder(1, 8)) {
            var first = decoder.prefill(tokens(50, 1));
            first.close();
            assertThrows(IllegalStateException.class, () -> decoder.open(first));
            assertThrows(IllegalStateException.class, first::logits);
            long held = OffHeap.heldBytes();
            var second = decoder.prefill(tokens(41, 2));
            assertEquals(held, OffHeap.heldBytes());
            assertEquals(41, second.length());
            var scored = transformer.score(TokenBatch.of(tokens(41, 2)));
            assertEquals(scored.logprobs_T()[39], logprobBefore(decoder, tokens(41, 2)));
            second.close();
        }
    }

    /// The log-probability of the last token after a prompt of the others.
    private static float logprobBefore(Decoder decoder, int... tokens) {
        try (var prompt = decoder.prefill(Arrays.copyOf(tokens, tokens.length - 1))) {
            var logits = prompt.logits();
            return logits.logprob(0, tokens[tokens.length - 1], 1, logits.logSumExp(0, 1));
        }
    }

    @Test
    void memory_outside_the_heap_is_counted_and_given_back() {
        long before = OffHeap.heldBytes();
        try (var weights = randomWeights(Architecture.LLAMA);
                var transformer = new Transformer(weights, 1);
                var trainer = new Trainer(transformer, AdamWConfig.PAPER)) {
            var batch = packed(tokens(40, 1));
            trainer.accumulate(batch, WeightedLikelihood.mean(batch));
            long held = OffHeap.heldBytes();
            assertTrue(held - before > 4 * 4 * weights.parameters(), "held " + (held - before));
            trainer.accumulate(batch, WeightedLikelihood.mean(batch));
            assertEquals(held, OffHeap.heldBytes());
            assertTrue(OffHeap.peakBytes() >= held);
        }
        assertEquals(before, OffHeap.heldBytes());
    }

    private static Weights randomWeights(Architecture architecture) {
        var config = new ModelConfig(
                architecture, VOCABULARY, 24, 40, 2, 4, 2, 10, 128, 1e-5, 10000, new RopeScaling.None(), true);
        var random = new Random(5);
        var weights = Weights.random(config, 0.2, random);
        for (var tensor : weights.tensors()) {
            if (tensor.shape().length == 1) {
                for (int i = 0; i < tensor.elements(); i++) {
                    tensor.set(i, (float) (1 + 0.3 * random.nextGaussian()));
                }
            }
        }
        return weights;
    }

    private static int[] tokens(int count, long seed) {
        return new Random(seed).ints(count, 0, VOCABULARY).toArray();
    }

    private static TokenBatch packed(int[]... sequences) {
        int total = Arrays.stream(sequences).mapToInt(s -> s.length).sum();
        var tokens = new int[total];
        var targets = new int[total];
        var starts = new int[sequences.length + 1];
        for (int s = 0; s < sequences.length; s++) {
            var single = TokenBatch.of(sequences[s]);
            System.arraycopy(single.tokens_T(), 0, tokens, starts[s], single.length());
            System.arraycopy(single.targets_T(), 0, targets, starts[s], single.length());
            starts[s + 1] = starts[s] + single.length();
        }
        return new TokenBatch(tokens, targets, starts, 1);
    }
}
