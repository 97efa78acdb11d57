package mathesis.learner.objective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import mathesis.engine.TokenBatch;
import mathesis.engine.TokenScores;
import mathesis.learner.GrpoConfig;
import mathesis.learner.GrpoConfig.Advantage;
import mathesis.learner.GrpoConfig.Averaging;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/// The methods whose coefficient is 1 or 0; expected values by hand.
@DisplayNameGeneration(ReplaceUnderscores.class)
class LikelihoodTest {
    /// Two solutions, of two tokens and of one.
    private static final TokenBatch BATCH =
            new TokenBatch(new int[5], new int[] {7, 8, -1, 9, -1}, new int[] {0, 3, 5}, 1);

    private static final TokenScores SCORES = new TokenScores(new float[] {-1, -2, 0, -6, 0}, new float[5]);

    private final float[] coefficients_T = new float[5];

    @Test
    void sft_as_in_the_paper_averages_tokens_then_responses() {
        assertEquals((1.5 + 6) / 2, Sft.overResponses(BATCH).gradientCoefficients(SCORES, coefficients_T), 1e-6);
        assertArrayEquals(new float[] {.25f, .25f, 0, .5f, 0}, coefficients_T);
    }

    @Test
    void sft_as_in_trl_averages_all_tokens() {
        assertEquals(3, Sft.overTokens(BATCH).gradientCoefficients(SCORES, coefficients_T), 1e-6);
        assertArrayEquals(new float[] {1 / 3f, 1 / 3f, 0, 1 / 3f, 0}, coefficients_T);
    }

    @Test
    void rft_learns_from_right_solutions_only_but_averages_over_all() {
        double loss = new Rft(BATCH, true, false).gradientCoefficients(SCORES, coefficients_T);
        assertEquals(.75, loss, 1e-6);
        assertArrayEquals(new float[] {.25f, .25f, 0, 0, 0}, coefficients_T);
    }

    @Test
    void online_rft_is_rft_on_solutions_of_the_policy_itself() {
        var config = new GrpoConfig(4, 1, 1, 0, .2, .2, 1e-6, 0, Advantage.REWARD, Averaging.TOKENS_THEN_RESPONSES);
        var sampled = LossFixture.batch(config, LossFixture.NEW);
        var scores = LossFixture.scores(sampled);
        var online_T = new float[sampled.tokens_T().length];
        var offline_T = new float[online_T.length];
        double online = new OnlineRft(sampled).gradientCoefficients(scores, online_T);
        double offline =
                new Rft(sampled.tokenBatch(), true, false, false, true).gradientCoefficients(scores, offline_T);
        assertEquals(offline, online, 1e-6);
        assertArrayEquals(offline_T, online_T, 1e-7f);
        var grpo_T = new float[online_T.length];
        new Grpo(sampled, new float[0], config, new ClipTally()).gradientCoefficients(scores, grpo_T);
        assertArrayEquals(online_T, grpo_T, 1e-7f); // on-policy the ratio is 1: the same update
    }
}
