package mathesis.learner.objective;

import mathesis.engine.TokenBatch;
import mathesis.engine.TokenScores;
import mathesis.learner.GrpoVariant.Divergence;
import mathesis.learner.PackedBatch;

/// The part of a loss that holds the policy near the reference: `beta * k3(x)`, `x = log(pi_ref / pi)`, at each
/// sampled token. Source: DeepSeekMath equation 4; Schulman 2020 for the name.
///
/// @param beta       weight of the penalty
/// @param divergence which estimate
record KlTerm(double beta, Divergence divergence) {
    /// Adds to the gradient coefficients and returns the penalty, both averaged by the batch's weights.
    double add(PackedBatch batch, float[] referenceLogprobs_T, TokenScores scores, float[] coefficients_T) {
        double loss = 0;
        for (int t = 0; t < coefficients_T.length; t++) {
            if (batch.targets_T()[t] != TokenBatch.NO_TARGET) {
                double logprob = scores.logprobs_T()[t];
                double x = referenceLogprobs_T[t] - logprob;
                double ratio = Math.exp(logprob - batch.oldLogprobs_T()[t]);
                double weight = beta * batch.weights_T()[t] / batch.divisor();
                loss += weight * value(x, ratio);
                coefficients_T[t] -= (float) (weight * slope(x, ratio));
            }
        }
        return loss;
    }

    private double value(double x, double ratio) {
        return switch (divergence) {
            case K3 -> k3(x);
            case K3_RATIO_WEIGHTED -> ratio * k3(x);
        };
    }

    /// Derivative by the policy's log-probability.
    private double slope(double x, double ratio) {
        return switch (divergence) {
            case K3 -> -Math.expm1(x);
            case K3_RATIO_WEIGHTED -> -ratio * x; // r k3 + r (1 - e^x)
        };
    }

    /// `exp(x) - x - 1`: never negative, 0 only at 0.
    static double k3(double x) {
        return Math.expm1(x) - x;
    }
}
