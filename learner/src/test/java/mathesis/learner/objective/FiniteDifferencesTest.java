package mathesis.learner.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import mathesis.engine.Objective;
import mathesis.engine.PolicyVersion;
import mathesis.engine.TokenBatch;
import mathesis.engine.TokenScores;
import mathesis.learner.GrpoConfig;
import mathesis.learner.GrpoConfig.Advantage;
import mathesis.learner.GrpoConfig.Averaging;
import mathesis.learner.GrpoVariant;
import mathesis.learner.GrpoVariant.Correction;
import mathesis.learner.GrpoVariant.Divergence;
import mathesis.learner.GrpoVariant.Surrogate;
import mathesis.learner.PackedBatch;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every coefficient against the slope of its own loss, at random log-probabilities that reach far into the clip
/// regions.
@DisplayNameGeneration(ReplaceUnderscores.class)
class FiniteDifferencesTest {
    private static final double TOLERANCE = 2e-5;

    @ParameterizedTest(name = "{0}, {1}, dual clip {2}, beta {3}, seed {4}")
    @CsvSource({
        "TOKEN_RATIO, K3, Infinity, 0, 1",
        "TOKEN_RATIO, K3, Infinity, .04, 8",
        "TOKEN_RATIO, K3, 1.5, .5, 3",
        "TOKEN_RATIO, K3_RATIO_WEIGHTED, Infinity, .5, 4",
        "SEQUENCE_RATIO, K3, Infinity, 0, 5",
        "SEQUENCE_RATIO, K3, 1.2, .5, 6",
        "LOG_LIKELIHOOD, K3, Infinity, .5, 7",
    })
    void grpo(Surrogate surrogate, Divergence divergence, double dual, double beta, long seed) {
        var config = new GrpoConfig(
                        2, 1, 1, beta, .2, .28, 1e-6, 0, Advantage.GROUP_Z_SCORE, Averaging.TOKENS_THEN_RESPONSES)
                .with(new GrpoVariant(surrogate, dual, divergence, Correction.NONE, 2, 1e-6, 8, false, false));
        var random = new SplittableRandom(seed);
        float[] reference_T = logprobs(random);
        var batch = batch(random);
        check(batch.tokenBatch(), _ -> new Grpo(batch, reference_T, config, new ClipTally()), random);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void the_other_methods(long seed) {
        var random = new SplittableRandom(seed);
        var batch = batch(random);
        var tokens = batch.tokenBatch();
        double[] references = random.doubles(4, -8, -1).toArray();
        check(tokens, Sft::overTokens, random);
        check(tokens, Sft::overResponses, random);
        check(tokens, plain -> new Rft(plain, true, false, true, true), random);
        check(tokens, _ -> new OnlineRft(batch), random);
        check(tokens, _ -> new Ppo(batch, .2, new ClipTally()), random);
        check(tokens, plain -> new Dpo(plain, references, .5, Dpo.Length.MEAN), random);
        check(tokens, plain -> new Dpo(plain, references, .5, Dpo.Length.SUM), random);
    }

    /// Compares each coefficient with the central difference of the loss.
    private static void check(TokenBatch batch, Function<TokenBatch, Objective> method, SplittableRandom random) {
        var objective = method.apply(batch);
        float[] logprobs_T = masked(batch, logprobs(random));
        var coefficients_T = new float[batch.length()];
        Arrays.fill(coefficients_T, Float.NaN); // whatever was there must not matter
        objective.gradientCoefficients(scores(logprobs_T), coefficients_T);
        for (int t = 0; t < batch.length(); t++) {
            if (batch.targets_T()[t] == TokenBatch.NO_TARGET) {
                assertEquals(0f, coefficients_T[t]);
            } else {
                assertEquals(-slope(objective, logprobs_T, t), coefficients_T[t], TOLERANCE);
            }
        }
    }

    private static double slope(Objective objective, float[] logprobs_T, int t) {
        float[] above_T = logprobs_T.clone();
        float[] below_T = logprobs_T.clone();
        above_T[t] += 1e-3f;
        below_T[t] -= 1e-3f;
        double rise = objective.gradientCoefficients(scores(above_T), new float[above_T.length])
                - objective.gradientCoefficients(scores(below_T), new float[below_T.length]);
        return rise / ((double) above_T[t] - below_T[t]);
    }

    private static TokenScores scores(float[] logprobs_T) {
        return new TokenScores(logprobs_T, new float[logprobs_T.length]);
    }

    private static final int[] STARTS = {0, 6, 9, 17, 20};

    private static float[] logprobs(SplittableRandom random) {
        var logprobs_T = new float[20];
        for (int t = 0; t < logprobs_T.length; t++) {
            logprobs_T[t] = (float) random.nextDouble(-2, -.1);
        }
        return logprobs_T;
    }

    private static float[] masked(TokenBatch batch, float[] logprobs_T) {
        for (int t = 0; t < logprobs_T.length; t++) {
            logprobs_T[t] = batch.targets_T()[t] == TokenBatch.NO_TARGET ? 0 : logprobs_T[t];
        }
        return logprobs_T;
    }

    /// Four samples after prompts of two tokens, with another advantage at every token.
    private static PackedBatch batch(SplittableRandom random) {
        var targets_T = new int[20];
        var advantages_T = new float[20];
        var weights_T = new float[20];
        for (int s = 0; s < 4; s++) {
            for (int t = STARTS[s]; t < STARTS[s + 1]; t++) {
                boolean target = t > STARTS[s] && t < STARTS[s + 1] - 1;
                targets_T[t] = target ? 5 : TokenBatch.NO_TARGET;
                advantages_T[t] = target ? (float) random.nextDouble(-2, 2) : 0;
                weights_T[t] = target ? 1f / (STARTS[s + 1] - STARTS[s] - 2) : 0;
            }
        }
        var plain = new TokenBatch(new int[20], targets_T, STARTS, 1);
        float[] old_T = masked(plain, logprobs(random));
        return new PackedBatch(
                1,
                new PolicyVersion(0),
                1,
                new int[20],
                targets_T,
                advantages_T,
                old_T,
                weights_T,
                4,
                STARTS,
                List.of());
    }
}
