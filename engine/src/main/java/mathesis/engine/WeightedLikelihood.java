package mathesis.engine;

import java.util.Optional;

/// Maximises the weighted log-likelihood `sum_t w_t log pi(target_t)`: the gradient coefficient of each token is its
/// weight (paper, equations 6 and 7). Weights of `1/N` over N targets give the mean next-token loss of pre-training;
/// 0 over the prompt makes it instruction tuning.
public final class WeightedLikelihood implements Objective {
    private final float[] weights_T;
    private final Optional<float[]> fixed;

    /// @param weights_T one weight for each position, ignored where there is no target; nobody may write it afterwards
    public WeightedLikelihood(float[] weights_T) {
        this.weights_T = weights_T;
        this.fixed = Optional.of(weights_T);
    }

    /// The mean over a batch's targets.
    public static WeightedLikelihood mean(TokenBatch batch) {
        var weights = new float[batch.length()];
        int targets = 0;
        for (int target : batch.targets_T()) {
            targets += target == TokenBatch.NO_TARGET ? 0 : 1;
        }
        for (int t = 0; t < weights.length; t++) {
            weights[t] = batch.targets_T()[t] == TokenBatch.NO_TARGET ? 0 : 1f / targets;
        }
        return new WeightedLikelihood(weights);
    }

    @Override
    public double gradientCoefficients(TokenScores scores, float[] coefficients_T) {
        double loss = 0;
        for (int t = 0; t < weights_T.length; t++) {
            coefficients_T[t] = weights_T[t];
            loss -= (double) weights_T[t] * scores.logprobs_T()[t];
        }
        return loss;
    }

    @Override
    public Optional<float[]> fixedCoefficients() {
        return fixed;
    }
}
