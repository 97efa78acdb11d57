package mathesis.learner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import mathesis.learner.GrpoConfig.Advantage;
import mathesis.learner.GrpoConfig.Averaging;
import mathesis.learner.GrpoVariant.Correction;
import mathesis.learner.GrpoVariant.Divergence;
import mathesis.learner.GrpoVariant.Surrogate;
import mathesis.learner.PolicyUpdate.Outcome.Quarantined;
import mathesis.learner.PolicyUpdate.Outcome.Trained;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PolicyUpdateTest {
    private static final double[] REWARDS = {1, 0, 0, 1};

    private final TinyPolicy tiny = new TinyPolicy();

    @AfterEach
    void close() {
        tiny.close();
    }

    @Test
    void on_policy_the_learner_has_the_bits_of_the_sampler_and_nothing_is_clipped() {
        var config = config(1, 0.04, 1e-3, 1000);
        var report = train(config, tiny.sample(config, REWARDS, "a", "b"));
        assertEquals(0, report.learnerSamplerGapMax());
        assertEquals(0, report.learnerSamplerGapMean());
        assertEquals(0, report.clipFraction());
        assertEquals(0, report.klToSampler());
        assertEquals(0, report.klToReference()); // the reference is the policy that it started from
        assertEquals(0, report.loss(), 1e-7); // a group's advantages sum to zero
        assertTrue(report.gradientNorm() > 0);
        assertTrue(report.entropy() > 0 && report.entropy() < Math.log(23));
    }

    @Test
    void the_report_says_what_was_sampled_and_graded() { // by hand from rewards 1 0 0 1 and 1 0 0 0
        var config = config(1, 0.04, 1e-3, 1000);
        var batch = PackedBatch.merge(List.of(
                tiny.sample(config, REWARDS, "a"),
                tiny.sample(config, new double[] {1, 0, 0, 0}, "b"),
                tiny.sample(config, new double[4], "c")));
        var report = train(config, batch);
        assertEquals(7, report.step());
        assertEquals(3, report.groups());
        assertEquals(0.25, report.rewardMean(), 1e-12);
        assertEquals((0.5773503 + 0.5 + 0) / 3, report.rewardStd(), 1e-6);
        assertEquals(1 / 3.0, report.zeroStdShare(), 1e-12);
        assertEquals(0.25, report.correctShare(), 1e-12);
        assertEquals(1, report.finishedShare());
        assertEquals(batch.tokens_T().length, report.tokensTrained());
        assertEquals((batch.tokens_T().length - 12 * 3) / 12.0, report.completionLengthMean(), 1e-12);
    }

    @Test
    void training_makes_rewarded_completions_likelier() {
        var config = config(1, 0, 3e-3, 1000);
        var batch = tiny.sample(config, REWARDS, "a", "b");
        double before = advantageWeightedLogprob(batch);
        for (int step = 0; step < 10; step++) {
            train(config, batch);
        }
        assertTrue(advantageWeightedLogprob(batch) > before + 0.1);
    }

    @Test
    void a_learning_rate_of_zero_changes_no_bit_of_the_weights() {
        var config = config(2, 0.04, 0, 1000);
        String before = tiny.weights.sha256();
        train(config, tiny.sample(config, REWARDS, "a"));
        assertEquals(before, tiny.weights.sha256());
    }

    @Test
    void the_same_batch_gives_the_same_bits() {
        var config = config(3, 0.04, 1e-3, 20);
        try (var other = new TinyPolicy()) {
            train(config, tiny.sample(config, REWARDS, "a", "b"));
            other.update(config, other.sample(config, REWARDS, "b", "a"));
            assertEquals(other.fingerprint(), tiny.fingerprint());
        }
    }

    @ParameterizedTest(name = "{0} tokens at a time")
    @ValueSource(ints = {1, 17, 40})
    void micro_batches_do_not_change_the_loss_or_the_gradient(int microBatchTokens) {
        var whole = config(1, 0.5, 0, 1000);
        var batch = tiny.sample(whole, REWARDS, "a", "b");
        tiny.weights.tensor("lm_head.weight").set(3, 1f); // away from the reference, so that there is a loss
        tiny.policy.weightsChanged();
        var expected = train(whole, batch);
        var actual = train(config(1, 0.5, 0, microBatchTokens), batch);
        assertTrue(expected.loss() > 1e-4);
        assertEquals(expected.loss(), actual.loss(), 1e-7);
        assertEquals(expected.gradientNorm(), actual.gradientNorm(), 1e-5 * expected.gradientNorm());
        assertEquals(expected.tokensTrained(), actual.tokensTrained());
    }

    @Test
    void later_updates_on_a_batch_see_the_policy_move_away_from_the_sampler() {
        var config = config(4, 0.04, 1e-2, 1000);
        var batch = tiny.sample(config, REWARDS, "a");
        var report = train(config, batch);
        assertEquals(4, report.updates());
        assertEquals(4, tiny.trainer.state().updates());
        assertEquals(4L * batch.tokens_T().length, report.tokensTrained());
        assertEquals(0, report.learnerSamplerGapMax(), "measured before the first update");
        assertNotEquals(0, report.klToSampler(), "measured before the last one");
        assertTrue(report.clipFraction() > 0);
    }

    @ParameterizedTest(name = "advantage {0}, old log-probability {1}")
    @CsvSource({"NaN, -1", "Infinity, -1", "-1, NaN", "-1, -1000", "-1, -100"}) // the last has a finite loss, 1e42
    void a_batch_without_a_finite_gradient_is_quarantined_as_if_it_had_never_come(float advantage, float old) {
        var config = config(1, 0.04, 1e-3, 20);
        try (var other = new TinyPolicy()) {
            var good = tiny.sample(config, REWARDS, "b");
            var bad = tiny.sample(config, REWARDS, "a");
            float[] advantages_T = bad.advantages_T().clone();
            float[] old_T = bad.oldLogprobs_T().clone();
            advantages_T[2] = advantage; // the first target
            old_T[2] = old;
            train(config, good);
            other.update(config, good);
            var outcome = tiny.update(config, bad.with(advantages_T, old_T));
            var quarantined = assertInstanceOf(Quarantined.class, outcome);
            assertEquals(List.of("a"), quarantined.groupIds());
            assertEquals(0, quarantined.updates());
            assertEquals(other.fingerprint(), tiny.fingerprint());
            train(config, good);
            other.update(config, good);
            assertEquals(other.fingerprint(), tiny.fingerprint());
        }
    }

    @Test
    void an_update_that_fails_half_way_leaves_nothing_to_the_next_one() {
        var config = config(1, 0, 1e-3, 1); // every sample by itself, the broken one last
        var good = tiny.sample(config, REWARDS, "a");
        int[] tokens_T = good.tokens_T().clone();
        tokens_T[tokens_T.length - 1] = 23; // the vocabulary ends at 22
        var broken = new PackedBatch(
                7,
                good.version(),
                good.temperature(),
                tokens_T,
                good.targets_T(),
                good.advantages_T(),
                good.oldLogprobs_T(),
                good.weights_T(),
                good.divisor(),
                good.sequenceStarts(),
                good.groups());
        assertThrows(IllegalArgumentException.class, () -> tiny.update(config, broken));
        try (var other = new TinyPolicy()) {
            train(config, good);
            other.update(config, good);
            assertEquals(other.fingerprint(), tiny.fingerprint());
        }
    }

    @Test
    void a_kl_penalty_needs_a_reference() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new PolicyUpdate(tiny.trainer, Optional.empty(), config(1, 0.04, 1e-3, 1000)));
    }

    @Test
    void without_a_kl_penalty_flat_samples_may_be_skipped() {
        var config = config(1, 0, 1e-3, 1000);
        var batch =
                PackedBatch.merge(List.of(tiny.sample(config, REWARDS, "a"), tiny.sample(config, new double[4], "b")));
        try (var other = new TinyPolicy()) {
            var whole = train(config, batch);
            var skipping = assertInstanceOf(Trained.class, other.update(config.with(skipping()), batch))
                    .report();
            assertEquals(0, whole.skipped());
            assertEquals(4, skipping.skipped());
            assertTrue(skipping.tokensTrained() < whole.tokensTrained());
            assertEquals(whole.gradientNorm(), skipping.gradientNorm(), 1e-6 * whole.gradientNorm());
            assertEquals(2, skipping.groups());
        }
    }

    @Test
    void a_step_of_which_every_sample_is_flat_still_counts_as_an_update() {
        var config = config(1, 0, 1e-3, 1000).with(skipping());
        var report = train(config, tiny.sample(config, new double[4], "a"));
        assertEquals(4, report.skipped());
        assertEquals(0, report.gradientNorm());
        assertEquals(1, tiny.trainer.state().updates());
    }

    @Test
    void with_a_kl_penalty_flat_samples_are_not_skipped() {
        var config = config(1, 0.04, 1e-3, 1000).with(skipping());
        assertEquals(0, train(config, tiny.sample(config, new double[4], "a")).skipped());
    }

    @Test
    void a_sampler_that_is_off_is_measured_and_corrected() {
        var config = config(1, 0, 0, 20).with(variant(Correction.TOKEN_TRUNCATED, false));
        var batch = tiny.sample(config, REWARDS, "a");
        var off_T = batch.oldLogprobs_T().clone();
        off_T[2] += 0.5f; // the sampler was surer of the first token
        double before = train(config, batch).gradientNorm();
        var report = train(config, batch.with(batch.advantages_T(), off_T));
        assertEquals(0.5, report.learnerSamplerGapMax(), 1e-6);
        assertEquals(0, report.clipFraction(), "the ratio is taken to the learner's own log-probabilities");
        assertNotEquals(before, report.gradientNorm(), "the token counts for less");
    }

    private StepReport train(GrpoConfig config, PackedBatch batch) {
        return assertInstanceOf(Trained.class, tiny.update(config, batch)).report();
    }

    private double advantageWeightedLogprob(PackedBatch batch) {
        float[] logprobs_T = tiny.policy.score(batch.tokenBatch()).logprobs_T();
        double sum = 0;
        for (int t = 0; t < logprobs_T.length; t++) {
            sum += batch.advantages_T()[t] * logprobs_T[t];
        }
        return sum;
    }

    private static GrpoConfig config(int updates, double beta, double learningRate, int microBatchTokens) {
        return new GrpoConfig(
                4,
                2,
                updates,
                beta,
                .2,
                .2,
                learningRate,
                0,
                Advantage.GROUP_Z_SCORE,
                Averaging.TOKENS_THEN_RESPONSES,
                microBatchTokens,
                GrpoVariant.PAPER);
    }

    private static GrpoVariant skipping() {
        return variant(Correction.NONE, true);
    }

    private static GrpoVariant variant(Correction correction, boolean skipFlat) {
        return new GrpoVariant(
                Surrogate.TOKEN_RATIO,
                Double.POSITIVE_INFINITY,
                Divergence.K3,
                correction,
                2,
                1e-6,
                1024,
                false,
                skipFlat);
    }
}
