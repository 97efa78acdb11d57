package mathesis.learner;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import mathesis.engine.AdamWConfig;
import mathesis.engine.Objective;
import mathesis.engine.PretrainedModel;
import mathesis.engine.TokenBatch;
import mathesis.engine.Trainer;
import mathesis.engine.Transformer;
import mathesis.engine.tensor.Tensor;
import mathesis.learner.GrpoConfig.Advantage;
import mathesis.learner.GrpoConfig.Averaging;
import mathesis.learner.GrpoVariant.Correction;
import mathesis.learner.GrpoVariant.Divergence;
import mathesis.learner.GrpoVariant.Surrogate;
import mathesis.learner.objective.ClipTally;
import mathesis.learner.objective.Dpo;
import mathesis.learner.objective.Grpo;
import mathesis.learner.objective.Sft;
import mathesis.learner.objective.TokenMetrics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Losses and gradients through packer, objective and trainer against those of TRL 1.13 in float64.
@DisplayNameGeneration(ReplaceUnderscores.class)
class TrlGoldenTest {
    private static final double LOSS = 1e-5;
    private static final double LOGPROB = 2e-5;
    private static final double RELATIVE_NORM = 1e-4;

    private static TrlGoldens goldens;
    private static PretrainedModel model;
    private static Transformer policy;
    private static Trainer trainer;

    @BeforeAll
    static void open() throws IOException {
        goldens = new TrlGoldens();
        model = goldens.model();
        policy = new Transformer(model.weights(), 1);
        trainer = new Trainer(policy, AdamWConfig.PAPER);
    }

    @AfterAll
    static void close() {
        trainer.close();
        policy.close();
        model.close();
        goldens.close();
    }

    @AfterEach
    void discard() {
        trainer.discard();
    }

    @Test
    void log_probabilities_and_entropies_are_those_of_trl() throws IOException {
        var logprobs = goldens.pack(GrpoConfig.PAPER, "policy_logps");
        var entropies = goldens.pack(GrpoConfig.PAPER, "policy_entropy");
        var scores = policy.score(logprobs.tokenBatch());
        assertClose(logprobs.oldLogprobs_T(), scores.logprobs_T());
        assertClose(entropies.oldLogprobs_T(), scores.entropies_T());
    }

    static Stream<Setting> settings() throws IOException {
        try (var files = new TrlGoldens()) {
            var all = files.figures("grpo");
            return IntStream.range(0, all.size()).mapToObj(n -> new Setting(n, all.path(n))).toList().stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("settings")
    void grpo_has_the_loss_and_the_gradients_of_trl(Setting setting) throws IOException {
        var config = setting.config();
        var batch = setting.batch();
        float[] reference_T = goldens.pack(config, "ref_logps").oldLogprobs_T();
        var clips = new ClipTally();
        var metrics = new TokenMetrics();
        var grpo = new Grpo(batch, reference_T, config, clips);
        double loss = trainer.accumulate(batch.tokenBatch(), (scores, coefficients_T) -> {
            metrics.add(batch, reference_T, scores);
            return grpo.gradientCoefficients(scores, coefficients_T);
        });
        assertEquals(setting.expected("loss_f64"), loss, LOSS);
        assertGradient(setting.figures());
        assertGradientTensors(setting.number());
        assertEquals(setting.metric("entropy"), metrics.entropy(), LOGPROB);
        if (setting.clipsTokens()) {
            assertEquals(setting.metric("clip_ratio/low_mean"), clips.low(), 1e-6);
            assertEquals(setting.metric("clip_ratio/high_mean"), clips.high(), 1e-6);
        }
        if (config.klBeta() > 0 && config.variant().divergence() == Divergence.K3) {
            assertEquals(setting.metric("kl"), metrics.k3(), LOSS);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"completion_only", "full"})
    void sft_has_the_loss_and_the_gradient_norm_of_trl(String part) {
        var sequences = goldens.figures("sft").path("sequences");
        var batch = TrlGoldens.batch(
                part.equals("completion_only"), tokens(sequences, "prompt"), tokens(sequences, "completion"));
        assertLossAndNorm(goldens.figures("sft").path(part), batch, Sft.overTokens(batch));
    }

    @ParameterizedTest(name = "case {0}")
    @ValueSource(ints = {0, 1})
    void dpo_has_the_loss_and_the_gradient_norm_of_trl(int number) throws IOException {
        var figures = goldens.figures("dpo");
        var prompts = new ArrayList<int[]>();
        var completions = new ArrayList<int[]>();
        for (var pair : figures.path("pairs")) {
            for (String side : List.of("chosen", "rejected")) {
                prompts.add(TrlGoldens.ints(pair.path("prompt")));
                completions.add(TrlGoldens.ints(pair.path(side)));
            }
        }
        var batch = TrlGoldens.batch(true, prompts, completions);
        var expected = figures.path("cases").path(number);
        assertLossAndNorm(
                expected,
                batch,
                new Dpo(batch, references(completions), expected.path("beta").asDouble(), Dpo.Length.SUM));
    }

    /// One of TRL's settings, by its number in `rl.json`.
    record Setting(int number, JsonNode figures) {
        GrpoConfig config() {
            var options = figures.path("config");
            double epsilon = options.path("epsilon").asDouble();
            return new GrpoConfig(
                            4,
                            2,
                            1,
                            options.path("beta").asDouble(),
                            epsilon,
                            options.path("epsilon_high").asDouble(epsilon),
                            1e-6,
                            0,
                            options.path("scale_rewards").asText().equals("none")
                                    ? Advantage.GROUP_MEAN
                                    : Advantage.GROUP_Z_SCORE,
                            averaging(options.path("loss_type").asText()))
                    .with(variant(options));
        }

        private static Averaging averaging(String lossType) {
            return switch (lossType) {
                case "grpo" -> Averaging.TOKENS_THEN_RESPONSES;
                case "dapo", "bnpo" -> Averaging.TOKENS; // the same where there is one process and one batch
                case "dr_grpo" -> Averaging.CONSTANT;
                default -> throw new IllegalArgumentException(lossType);
            };
        }

        private static GrpoVariant variant(JsonNode options) {
            return new GrpoVariant(
                    options.path("importance_sampling_level").asText().equals("sequence")
                            ? Surrogate.SEQUENCE_RATIO
                            : Surrogate.TOKEN_RATIO,
                    Double.POSITIVE_INFINITY,
                    options.path("use_bias_correction_kl").asBoolean() ? Divergence.K3_RATIO_WEIGHTED : Divergence.K3,
                    Correction.NONE,
                    2,
                    1e-4,
                    12,
                    options.path("mask_truncated_completions").asBoolean(),
                    false);
        }

        PackedBatch batch() throws IOException {
            var batch = goldens.pack(config(), "old_logps");
            return figures.path("config").path("old").asText().equals("perturbed")
                    ? batch
                    : batch.with(
                            batch.advantages_T(),
                            policy.score(batch.tokenBatch()).logprobs_T());
        }

        double expected(String name) {
            return figures.path(name).asDouble();
        }

        double metric(String name) {
            return figures.path("metrics").path(name).asDouble();
        }

        /// TRL counts clipped tokens by the token's own ratio only.
        boolean clipsTokens() {
            return config().variant().surrogate() == Surrogate.TOKEN_RATIO;
        }

        @Override
        public String toString() {
            return number + ": " + figures.path("config");
        }
    }

    private static void assertLossAndNorm(JsonNode expected, TokenBatch batch, Objective objective) {
        assertEquals(expected.path("loss_f64").asDouble(), trainer.accumulate(batch, objective), LOSS);
        assertRelative(
                expected.path("grad_norm_f64").asDouble(),
                norm(trainer.gradient().tensors()),
                "all");
    }

    private static void assertGradient(JsonNode expected) {
        assertRelative(
                expected.path("grad_norm_f64").asDouble(),
                norm(trainer.gradient().tensors()),
                "all");
        var perTensor = expected.path("grad_norm_per_tensor");
        assertEquals(trainer.gradient().tensors().size(), perTensor.size());
        for (var tensor : trainer.gradient().tensors()) {
            assertRelative(perTensor.path(tensor.name()).asDouble(), norm(List.of(tensor)), tensor.name());
        }
    }

    /// A few gradients were kept whole: `grad.N` belongs to setting 2N, each loss being there with perturbed old
    /// log-probabilities and then with fresh ones.
    private static void assertGradientTensors(int number) throws IOException {
        if (number % 2 != 0) {
            return;
        }
        for (String name : List.of("layers.0.q_proj", "model.norm.weight")) {
            String kept = "grad." + number / 2 + "." + name;
            if (goldens.has(kept)) {
                var full = name.equals("layers.0.q_proj") ? "model.layers.0.self_attn.q_proj.weight" : name;
                float[] gradient = trainer.gradient().tensor(full).toArray();
                assertArrayEquals(
                        goldens.tensor(kept),
                        IntStream.range(0, gradient.length)
                                .mapToDouble(i -> gradient[i])
                                .toArray(),
                        2e-6);
            }
        }
    }

    private static void assertRelative(double expected, double actual, String name) {
        assertEquals(expected, actual, RELATIVE_NORM * expected, name);
    }

    private static void assertClose(float[] expected_T, float[] actual_T) {
        assertArrayEquals(expected_T, actual_T, (float) LOGPROB);
    }

    private static double norm(Iterable<Tensor> tensors) {
        double squares = 0;
        for (var tensor : tensors) {
            for (float value : tensor.toArray()) {
                squares += (double) value * value;
            }
        }
        return Math.sqrt(squares);
    }

    private static List<int[]> tokens(JsonNode sequences, String part) {
        return StreamSupport.stream(sequences.spliterator(), false)
                .map(sequence -> TrlGoldens.ints(sequence.path(part)))
                .toList();
    }

    /// The reference policy's log-probability of whole completions: the sums of the rows that GRPO used.
    private static double[] references(List<int[]> completions) throws IOException {
        var batch = goldens.pack(GrpoConfig.PAPER, "ref_logps");
        return completions.stream()
                .mapToDouble(completion -> IntStream.range(0, batch.sequences())
                        .filter(s -> ends(batch, s, completion))
                        .mapToDouble(s -> IntStream.range(batch.sequenceStarts()[s], batch.sequenceStarts()[s + 1])
                                .mapToDouble(t -> batch.oldLogprobs_T()[t])
                                .sum())
                        .findFirst()
                        .orElseThrow())
                .toArray();
    }

    private static boolean ends(PackedBatch batch, int sequence, int[] completion) {
        int end = batch.sequenceStarts()[sequence + 1];
        return IntStream.range(0, completion.length)
                .allMatch(i -> batch.tokens_T()[end - completion.length + i] == completion[i]);
    }
}
