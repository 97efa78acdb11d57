package mathesis.learner.objective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import mathesis.engine.TokenBatch;
import mathesis.engine.TokenScores;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/// Expected values by hand.
@DisplayNameGeneration(ReplaceUnderscores.class)
class DpoTest {
    /// A preferred solution of two tokens, another of one.
    private static final TokenBatch PAIR =
            new TokenBatch(new int[5], new int[] {7, 8, -1, 9, -1}, new int[] {0, 3, 5}, 1);

    @Test
    void at_the_reference_the_coefficient_is_half_beta_over_the_length() {
        var coefficients_T = new float[5];
        double loss = new Dpo(PAIR, new double[] {-3, -1}, 0.4, Dpo.Length.MEAN)
                .gradientCoefficients(scores(-1, -2, 0, -1, 0), coefficients_T);
        assertEquals(Math.log(2), loss, 1e-12);
        assertArrayEquals(new float[] {.1f, .1f, 0, -.2f, 0}, coefficients_T);
    }

    @Test
    void sums_and_means_differ_by_the_length() { // moves: +2 over two tokens, -1 over one
        var scores = scores(-0.5f, -0.5f, 0, -2, 0);
        double[] reference = {-3, -1};
        assertEquals(
                Math.log1p(Math.exp(-0.4 * 3)),
                new Dpo(PAIR, reference, 0.4, Dpo.Length.SUM).gradientCoefficients(scores, new float[5]),
                1e-12);
        assertEquals(
                Math.log1p(Math.exp(-0.4 * 2)),
                new Dpo(PAIR, reference, 0.4, Dpo.Length.MEAN).gradientCoefficients(scores, new float[5]),
                1e-12);
    }

    @Test
    void a_hopeless_pair_has_a_finite_loss() {
        double loss = new Dpo(PAIR, new double[] {0, -2000}, 1, Dpo.Length.SUM)
                .gradientCoefficients(scores(-500, -500, 0, 0, 0), new float[5]);
        assertEquals(3000, loss, 1e-9);
    }

    @Test
    void an_odd_solution_out_is_refused() {
        var single = TokenBatch.of(1, 2);
        assertThrows(IllegalArgumentException.class, () -> new Dpo(single, new double[] {-1}, 0.1, Dpo.Length.SUM));
    }

    private static TokenScores scores(float... logprobs_T) {
        return new TokenScores(logprobs_T, new float[logprobs_T.length]);
    }
}
