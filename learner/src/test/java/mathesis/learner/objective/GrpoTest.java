package mathesis.learner.objective;

import static mathesis.learner.objective.LossFixture.batch;
import static mathesis.learner.objective.LossFixture.config;
import static mathesis.learner.objective.LossFixture.scores;
import static mathesis.learner.objective.LossFixture.spread;
import static org.junit.jupiter.api.Assertions.assertEquals;

import mathesis.engine.TokenBatch;
import mathesis.learner.GrpoConfig;
import mathesis.learner.GrpoConfig.Averaging;
import mathesis.learner.GrpoVariant.Correction;
import mathesis.learner.GrpoVariant.Surrogate;
import mathesis.learner.PackedBatch;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Expected values: verl's and TRL's own functions on the same numbers.
@DisplayNameGeneration(ReplaceUnderscores.class)
class GrpoTest {
    private static final double TOLERANCE = 1e-6;

    @ParameterizedTest(name = "{4}, {0} over {1}, clip {2} {3}: loss {5}, gradient norm {6}")
    @CsvSource({
        "TOKENS, 1, .2, .2, TOKEN_RATIO, 0.0310305, .2356795",
        "TOKENS_THEN_RESPONSES, 1, .2, .2, TOKEN_RATIO, -0.0028087, .2131972",
        "CONSTANT, 1, .2, .2, TOKEN_RATIO, 0.0775762, .5891988",
        "CONSTANT, 4, .2, .2, TOKEN_RATIO, 0.0193941, .1472997",
        "TOKENS, 1, .2, .28, TOKEN_RATIO, 0.0171741, .2356795",
        "TOKENS_THEN_RESPONSES, 1, .2, .28, TOKEN_RATIO, -0.0244593, .2131972",
        "CONSTANT, 1, .2, .28, TOKEN_RATIO, 0.0429352, .5891988",
        "CONSTANT, 4, .2, .28, TOKEN_RATIO, 0.0107338, .1472997",
        "TOKENS_THEN_RESPONSES, 1, .2, .28, SEQUENCE_RATIO, -0.0518981, .2178256",
        "TOKENS, 1, .2, .28, CLIPPED_WEIGHT, -0.073277, .2901825",
    })
    void losses_and_gradients_are_those_of_verl(
            Averaging averaging,
            int length,
            double low,
            double high,
            Surrogate surrogate,
            double loss,
            double gradientNorm) {
        var evaluated = evaluate(config(1e-6, averaging, length, low, high, 0, surrogate));
        assertEquals(loss, evaluated.loss(), TOLERANCE);
        assertEquals(gradientNorm, evaluated.gradientNorm(), TOLERANCE);
    }

    @ParameterizedTest(name = "{5}, {0} over {1}, clip {2} {3}, beta {4}: loss {6}")
    @CsvSource({
        "TOKENS_THEN_RESPONSES, 1, .2, .2, 0, TOKEN_RATIO, -0.0028083",
        "TOKENS_THEN_RESPONSES, 1, .2, .2, .04, TOKEN_RATIO, -0.000244",
        "TOKENS, 1, .2, .2, 0, TOKEN_RATIO, 0.0310251",
        "TOKENS, 1, .2, .2, .04, TOKEN_RATIO, 0.0332648",
        "CONSTANT, 8, .2, .2, 0, TOKEN_RATIO, 0.0096954",
        "CONSTANT, 8, .2, .2, .04, TOKEN_RATIO, 0.0103953",
        "TOKENS, 1, .2, .28, 0, TOKEN_RATIO, 0.0171712",
        "TOKENS, 1, 1, 4, 0, CLIPPED_WEIGHT, -0.0866619",
        "TOKENS, 1, 1, .2, 0, CLIPPED_WEIGHT, -0.0923297",
        "TOKENS_THEN_RESPONSES, 1, .2, .28, 0, SEQUENCE_RATIO, -0.0518892",
        "TOKENS_THEN_RESPONSES, 1, 3e-4, 4e-4, 0, SEQUENCE_RATIO, 0.0191278",
    })
    void losses_are_those_of_trl( // whose CISPO bounds the ratio from above only, at 1 + clipHigh
            Averaging averaging, int length, double low, double high, double beta, Surrogate surrogate, double loss) {
        assertEquals(
                loss,
                evaluate(config(1e-4, averaging, length, low, high, beta, surrogate))
                        .loss(),
                TOLERANCE);
    }

    @ParameterizedTest(name = "{1} at {2}: loss {3}")
    @CsvSource({
        "1e-6, TOKEN_TRUNCATED, 2, 0.0591022",
        "1e-6, SEQUENCE_TRUNCATED, 2, 0.0793523",
        "1e-4, TOKEN_TRUNCATED, 3, 0.0590921",
        "1e-4, SEQUENCE_MASKED, 3, 0.0793387",
    })
    void a_gap_between_sampler_and_learner_is_corrected_as_verl_and_trl_do(
            double advantageEpsilon, Correction correction, double cap, double loss) {
        var config = config(advantageEpsilon, Averaging.TOKENS, 1, .2, .2, 0, Surrogate.TOKEN_RATIO);
        var sampled = batch(config, LossFixture.SAMPLER);
        var corrected = new ImportanceCorrection(correction, cap).apply(sampled, spread(sampled, LossFixture.OLD));
        assertEquals(loss, evaluate(config, corrected).loss(), TOLERANCE);
    }

    @Test
    void a_response_above_the_cap_is_masked_or_truncated() { // sequence ratios .923116 .951229 1.051271 .818731
        var config = config(1e-6, Averaging.TOKENS, 1, .2, .2, 0, Surrogate.TOKEN_RATIO);
        var sampled = batch(config, LossFixture.SAMPLER);
        float[] old_T = spread(sampled, LossFixture.OLD);
        float[] masked = new ImportanceCorrection(Correction.SEQUENCE_MASKED, 1)
                .apply(sampled, old_T)
                .advantages_T();
        float[] truncated = new ImportanceCorrection(Correction.SEQUENCE_TRUNCATED, 1)
                .apply(sampled, old_T)
                .advantages_T();
        int first = 2; // last position of the prompt
        int third = sampled.sequenceStarts()[2] + 2;
        assertEquals(.923116 * sampled.advantages_T()[first], masked[first], TOLERANCE);
        assertEquals(.923116 * sampled.advantages_T()[first], truncated[first], TOLERANCE);
        assertEquals(0, masked[third], TOLERANCE);
        assertEquals(sampled.advantages_T()[third], truncated[third], TOLERANCE);
    }

    @Test
    void the_coefficient_of_each_token_is_verls_gradient_with_the_sign_turned() {
        var evaluated = evaluate(config(1e-6, Averaging.TOKENS, 1, .2, .2, 0, Surrogate.TOKEN_RATIO));
        float[][] verl = {{0, -.078361f, -.052527f, -.086602f}, {.116901f, 0}, {.070904f, .116901f, .082379f}, {0}};
        var gradient_T = spread(evaluated.batch(), verl);
        for (int t = 0; t < gradient_T.length; t++) {
            assertEquals(-gradient_T[t], evaluated.coefficients_T()[t], TOLERANCE);
        }
    }

    @Test
    void the_coefficient_is_equation_21_of_the_paper_where_nothing_is_clipped() {
        var config = config(1e-6, Averaging.TOKENS_THEN_RESPONSES, 1, .2, .2, .04, Surrogate.TOKEN_RATIO);
        var batch = batch(config, LossFixture.NEW); // old = new: on-policy
        var evaluated = evaluate(config, batch);
        var reference_T = spread(batch, LossFixture.REFERENCE);
        for (int t = 0; t < batch.targets_T().length; t++) {
            if (batch.targets_T()[t] != TokenBatch.NO_TARGET) {
                double ratio = Math.exp(reference_T[t] - evaluated.batch().oldLogprobs_T()[t]);
                double expected = (batch.advantages_T()[t] + .04 * (ratio - 1)) * batch.weights_T()[t] / 4;
                assertEquals(expected, evaluated.coefficients_T()[t], TOLERANCE);
            }
        }
    }

    @Test
    void on_policy_the_loss_is_the_kl_term_alone_since_a_groups_advantages_sum_to_zero() {
        var config = config(1e-6, Averaging.TOKENS_THEN_RESPONSES, 1, .2, .2, 1, Surrogate.TOKEN_RATIO);
        var evaluated = evaluate(config, batch(config, LossFixture.NEW));
        assertEquals(.0641065, evaluated.loss(), TOLERANCE); // verl's seq-mean-token-mean of k3
    }

    @Test
    void clipped_tokens_are_counted_by_the_bound_that_acted() {
        var clips = evaluate(config(1e-4, Averaging.TOKENS, 1, .2, .2, 0, Surrogate.TOKEN_RATIO))
                .clips();
        assertEquals(.1, clips.low(), TOLERANCE);
        assertEquals(.2, clips.high(), TOLERANCE);
        assertEquals(.3, clips.either(), TOLERANCE);
        assertEquals(0, clips.dual());
    }

    @Test
    void the_dual_clip_bounds_the_loss_of_a_bad_token_that_became_likely() {
        var token = TokenLoss.clipped(Math.exp(3), -1, .2, .2, 3);
        assertEquals(new TokenLoss(3, 0, TokenLoss.Clip.DUAL), token);
    }

    private record Evaluated(PackedBatch batch, double loss, float[] coefficients_T, ClipTally clips) {
        double gradientNorm() {
            double squares = 0;
            for (float coefficient : coefficients_T) {
                squares += (double) coefficient * coefficient;
            }
            return Math.sqrt(squares);
        }
    }

    private static Evaluated evaluate(GrpoConfig config) {
        return evaluate(config, batch(config, LossFixture.OLD));
    }

    private static Evaluated evaluate(GrpoConfig config, PackedBatch batch) {
        var clips = new ClipTally();
        var coefficients_T = new float[batch.tokens_T().length];
        var grpo = new Grpo(batch, spread(batch, LossFixture.REFERENCE), config, clips);
        double loss = grpo.gradientCoefficients(scores(batch), coefficients_T);
        return new Evaluated(batch, loss, coefficients_T, clips);
    }
}
