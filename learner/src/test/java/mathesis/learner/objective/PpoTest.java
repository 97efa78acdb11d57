package mathesis.learner.objective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import mathesis.learner.GrpoConfig;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/// Expected values by hand, unless a test names its source.
@DisplayNameGeneration(ReplaceUnderscores.class)
class PpoTest {
    @Test
    void with_the_same_advantages_ppo_is_grpo_without_the_kl_term() { // verl, seq-mean-token-mean
        var batch = LossFixture.batch(GrpoConfig.PAPER, LossFixture.OLD);
        var clips = new ClipTally();
        double loss = new Ppo(batch, .2, clips)
                .gradientCoefficients(LossFixture.scores(batch), new float[batch.tokens_T().length]);
        assertEquals(-0.0028087, loss, 1e-6);
        assertEquals(.3, clips.either(), 1e-6);
    }

    @Test
    void the_reward_comes_at_the_last_token_and_the_kl_penalty_at_each() {
        double[] rewards = ValueAdvantages.tokenRewards(1, new float[] {-1, -2, -3}, new float[] {-1.5f, -2, -2}, 0.1);
        assertArrayEquals(new double[] {-.05, 0, 1.1}, rewards, 1e-12);
    }

    @Test
    void advantages_discount_the_surprises_to_come() {
        // surprises 0.2 - 0.2 = 0, 0.3 - 0.4 = -0.1, 1 - 0.6 = 0.4; each token adds a quarter of the one after it
        double[] advantages = ValueAdvantages.generalised(new double[] {0, 0, 1}, new double[] {.2, .4, .6}, 0.5, 0.5);
        assertArrayEquals(new double[] {0, 0, .4}, advantages, 1e-12);
    }

    @Test
    void with_lambda_one_the_advantage_is_the_return_less_the_value() {
        double[] advantages = ValueAdvantages.generalised(new double[] {1, 2, 3}, new double[] {.5, .25, 4}, 1, 1);
        assertArrayEquals(new double[] {5.5, 4.75, -1}, advantages, 1e-12);
    }

    @Test
    void whitened_advantages_have_mean_zero_and_sample_variance_one() {
        assertArrayEquals(new double[] {-1, 0, 1}, ValueAdvantages.whitened(2, 4, 6), 1e-8);
    }
}
