package mathesis.learner;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import mathesis.learner.GrpoConfig.Advantage;

/// Rewards of a group to advantages: how much better a completion, or a step of it, is than its siblings.
///
/// Where all rewards are equal, and where there is only one, nothing is better than anything else and every
/// advantage is 0 (but under [Advantage#REWARD], which compares nothing). Source: DeepSeekMath sections 4.1.2
/// (outcome) and 4.1.3 (process). An outcome reward is a process reward with one step, which ends at the last
/// token.
public final class Advantages {
    private Advantages() {}

    /// Normalises rewards against one another.
    ///
    /// @param epsilon added to the deviation, where the rule divides by one
    public static double[] normalise(Advantage rule, double epsilon, double... rewards) {
        return switch (rule) {
            case GROUP_Z_SCORE -> centred(1 / (deviation(1, rewards) + epsilon), rewards);
            case GROUP_Z_SCORE_POPULATION -> centred(1 / (deviation(0, rewards) + epsilon), rewards);
            case GROUP_MEAN -> centred(1, rewards);
            case LEAVE_ONE_OUT -> centred(rewards.length / (rewards.length - 1.0), rewards);
            case REWARD -> rewards.clone();
        };
    }

    /// Normalises the rewards of all steps of all completions against one another, pooled as the paper does.
    ///
    /// @param rewards_GK by completion and step; a completion that has no reward has no step, and takes no part
    /// @return the same shape
    public static double[][] normaliseSteps(Advantage rule, double epsilon, double[]... rewards_GK) {
        double[] pooled = normalise(
                rule,
                epsilon,
                Arrays.stream(rewards_GK).flatMapToDouble(Arrays::stream).toArray());
        var normalised_GK = new double[rewards_GK.length][];
        int from = 0;
        for (int i = 0; i < rewards_GK.length; i++) {
            normalised_GK[i] = Arrays.copyOfRange(pooled, from, from + rewards_GK[i].length);
            from += rewards_GK[i].length;
        }
        return normalised_GK;
    }

    /// The advantage of each token of a completion: the sum of the normalised rewards of the steps that end at the
    /// token or after it.
    ///
    /// @param normalised_K by step
    /// @param stepEnds_K   index of each step's last token, ascending
    public static double[] ofTokens(double[] normalised_K, int[] stepEnds_K, int tokens) {
        var advantages = new double[tokens];
        double sum = 0;
        int step = stepEnds_K.length - 1;
        for (int t = tokens - 1; t >= 0; t--) {
            for (; step >= 0 && stepEnds_K[step] >= t; step--) {
                sum += normalised_K[step];
            }
            advantages[t] = sum;
        }
        return advantages;
    }

    /// Mean, 0 of nothing.
    static double mean(double... values) {
        return DoubleStream.of(values).average().orElse(0);
    }

    /// Standard deviation with `ddof` taken off the count; 0 where nothing is left, or all values are equal.
    static double deviation(int ddof, double... values) {
        if (values.length <= ddof || equal(values)) {
            return 0;
        }
        double mean = mean(values);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / (values.length - ddof));
    }

    private static double[] centred(double scale, double[] rewards) {
        double mean = mean(rewards);
        return equal(rewards)
                ? new double[rewards.length]
                : Arrays.stream(rewards).map(reward -> (reward - mean) * scale).toArray();
    }

    private static boolean equal(double[] values) {
        for (double value : values) {
            if (value != values[0]) {
                return false;
            }
        }
        return true;
    }
}
