package mathesis.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import mathesis.engine.ModelConfig.Architecture;
import mathesis.engine.ModelConfig.RopeScaling;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class Int8TransformerTest {
    private static final int VOCABULARY = 37;
    private static final Path QUICKSTART_MODEL =
            Fixtures.small().resolve("../../../../../cluster-conf/quickstart-model");

    @ParameterizedTest(name = "{0}, prompt of {1}, tied: {2}")
    @CsvSource({"LLAMA, 1, true", "LLAMA, 31, false", "QWEN2, 7, true", "QWEN3, 9, false"})
    void decoding_gives_the_bits_of_scoring(Architecture architecture, int promptLength, boolean tied) {
        int[] all = tokens(60, 6);
        try (var weights = randomWeights(architecture, tied);
                var policy = new Transformer(weights, 1, WeightFormat.INT8)) {
            var scored = policy.score(TokenBatch.of(all)).logprobs_T();
            assertArrayEquals(scored, decoded(policy, all, promptLength, 1), "alone");
            assertArrayEquals(scored, decoded(policy, all, promptLength, 3), "among 3");
            assertArrayEquals(scored, decoded(policy, all, promptLength, 9), "among 9");
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Architecture.class)
    void scores_do_not_depend_on_batch_or_threads(Architecture architecture) {
        try (var weights = randomWeights(architecture, true);
                var one = new Transformer(weights, 1, WeightFormat.INT8);
                var two = new Transformer(weights, 2, WeightFormat.INT8)) {
            var alone = one.score(TokenBatch.of(tokens(19, 1)));
            var batch = TokenBatch.ofSequences(
                    List.of(tokens(5, 2), tokens(19, 1), tokens(40, 3), tokens(1, 4), tokens(33, 5)));
            var together = one.score(batch);
            assertArrayEquals(alone.logprobs_T(), Arrays.copyOfRange(together.logprobs_T(), 5, 24));
            assertArrayEquals(alone.entropies_T(), Arrays.copyOfRange(together.entropies_T(), 5, 24));
            assertArrayEquals(together.logprobs_T(), two.score(batch).logprobs_T());
        }
    }

    @Test
    void new_weights_are_rounded_again() {
        var batch = TokenBatch.of(tokens(20, 3));
        try (var weights = randomWeights(Architecture.LLAMA, true);
                var policy = new Transformer(weights, 1, WeightFormat.INT8)) {
            float[] before = policy.score(batch).logprobs_T();
            var tensor = weights.tensor("model.layers.1.mlp.down_proj.weight");
            for (int i = 0; i < tensor.elements(); i++) {
                tensor.set(i, 3 - 2 * tensor.get(i));
            }
            policy.weightsChanged();
            assertFalse(Arrays.equals(before, policy.score(batch).logprobs_T()));
            try (var fresh = new Transformer(weights, 1, WeightFormat.INT8)) {
                assertArrayEquals(
                        fresh.score(batch).logprobs_T(), policy.score(batch).logprobs_T());
            }
        }
    }

    @Test
    void a_policy_with_rounded_weights_does_not_train() {
        try (var weights = randomWeights(Architecture.LLAMA, true);
                var policy = new Transformer(weights, 1, WeightFormat.INT8)) {
            var refused =
                    assertThrows(IllegalArgumentException.class, () -> new Trainer(policy, AdamWConfig.PAPER).close());
            assertEquals(
                    "the policy's weights are INT8; a policy in training needs FLOAT32 (int8 is for sampling:"
                            + " mathesis.rollout.weights)",
                    refused.getMessage());
        }
    }

    @Test
    void on_a_trained_model_the_policy_stays_close_but_is_another_one() throws IOException {
        try (var model = PretrainedModel.load(QUICKSTART_MODEL);
                var exact = new Transformer(model.weights(), 1);
                var rounded = new Transformer(model.weights(), 1, WeightFormat.INT8)) {
            int[] prompt = model.tokenizer().encode("Tom has 23 apples. Ann has 19 apples. How many?\n", false);
            double divergence = meanDivergence(exact, rounded, prompt, 60);
            assertTrue(divergence > 1e-9 && divergence < 5e-3, "KL of " + divergence + " nats a token");
        }
    }

    /// Mean KL(p || q) over the positions of p's own greedy continuation.
    private static double meanDivergence(Transformer p, Transformer q, int[] prompt, int count) {
        double sum = 0;
        try (var decoderOfP = p.decoder(1, count);
                var decoderOfQ = q.decoder(1, count);
                var promptOfP = decoderOfP.prefill(prompt);
                var promptOfQ = decoderOfQ.prefill(prompt)) {
            int[] slot = {decoderOfP.open(promptOfP)};
            assertEquals(slot[0], decoderOfQ.open(promptOfQ));
            var ofP = promptOfP.logits();
            var ofQ = promptOfQ.logits();
            for (int i = 0; i < count; i++) {
                sum += divergence(ofP, ofQ);
                int[] next = {ofP.argmax(0)};
                ofP = decoderOfP.step(slot, next, 1);
                ofQ = decoderOfQ.step(slot, next, 1);
            }
        }
        return sum / count;
    }

    private static double divergence(Logits p, Logits q) {
        float lseOfP = p.logSumExp(0, 1);
        float lseOfQ = q.logSumExp(0, 1);
        double sum = 0;
        for (int token = 0; token < p.vocabularySize(); token++) {
            double logprob = p.logprob(0, token, 1, lseOfP);
            sum += Math.exp(logprob) * (logprob - q.logprob(0, token, 1, lseOfQ));
        }
        return sum;
    }

    /// What scoring gives, token by token from a decoder with `rows` open sequences of which this is the last; the
    /// prompt's part is taken from scoring.
    private static float[] decoded(Transformer policy, int[] all, int promptLength, int rows) {
        var logprobs = Arrays.copyOf(
                policy.score(TokenBatch.of(Arrays.copyOf(all, promptLength))).logprobs_T(), all.length);
        try (var decoder = policy.decoder(rows, 64);
                var prompt = decoder.prefill(Arrays.copyOf(all, promptLength))) {
            var slots = new int[rows];
            var next = new int[rows];
            Arrays.setAll(slots, _ -> decoder.open(prompt));
            var logits = prompt.logits();
            int row = 0;
            for (int t = promptLength; t < all.length; t++) {
                logprobs[t - 1] = logits.logprob(row, all[t], 1, logits.logSumExp(row, 1));
                int position = t;
                Arrays.setAll(next, i -> (position * 7 + i) % VOCABULARY);
                next[rows - 1] = all[t];
                logits = decoder.step(slots, next, rows);
                row = rows - 1;
            }
        }
        return logprobs;
    }

    private static Weights randomWeights(Architecture architecture, boolean tied) {
        var config = new ModelConfig(
                architecture, VOCABULARY, 24, 41, 2, 4, 2, 10, 128, 1e-5, 10000, new RopeScaling.None(), tied);
        return Weights.random(config, 0.2, new Random(5));
    }

    private static int[] tokens(int count, long seed) {
        return new Random(seed).ints(count, 0, VOCABULARY).toArray();
    }
}
