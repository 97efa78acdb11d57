package mathesis.learner.objective;

import java.util.stream.DoubleStream;

/// Advantages of PPO: token rewards and values of one completion to an advantage at each token.
public final class ValueAdvantages {
    private ValueAdvantages() {}

    /// Rewards of the tokens, DeepSeekMath equation 2: the completion's reward at its last token, less `beta *
    /// log(pi_old / pi_ref)` at each.
    public static double[] tokenRewards(double reward, float[] oldLogprobs, float[] referenceLogprobs, double beta) {
        var rewards = new double[oldLogprobs.length];
        for (int t = 0; t < rewards.length; t++) {
            rewards[t] = -beta * ((double) oldLogprobs[t] - referenceLogprobs[t]);
        }
        rewards[rewards.length - 1] += reward;
        return rewards;
    }

    /// Generalised advantage estimation (Schulman et al. 2015, arXiv:1506.02438, equation 16): `A_t = delta_t +
    /// gamma * lambda * A_(t+1)`, `delta_t = r_t + gamma * V_(t+1) - V_t`. After the last token the value is 0.
    public static double[] generalised(double[] rewards, double[] values, double gamma, double lambda) {
        var advantages = new double[rewards.length];
        double next = 0;
        double nextValue = 0;
        for (int t = rewards.length - 1; t >= 0; t--) {
            next = rewards[t] + gamma * nextValue - values[t] + gamma * lambda * next;
            nextValue = values[t];
            advantages[t] = next;
        }
        return advantages;
    }

    /// Mean 0 and sample variance 1 over all tokens of a batch, as verl whitens: `(a - mean) / sqrt(var + 1e-8)`.
    public static double[] whitened(double... advantages) {
        double mean = DoubleStream.of(advantages).average().orElse(0);
        double squares =
                DoubleStream.of(advantages).map(a -> (a - mean) * (a - mean)).sum();
        double scale = 1 / Math.sqrt(squares / (advantages.length - 1) + 1e-8);
        return DoubleStream.of(advantages).map(a -> (a - mean) * scale).toArray();
    }
}
