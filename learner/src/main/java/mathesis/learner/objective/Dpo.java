package mathesis.learner.objective;

import mathesis.engine.Objective;
import mathesis.engine.TokenBatch;
import mathesis.engine.TokenScores;

/// Direct preference optimisation: `-log sigmoid(z)`, z being beta times how much further the policy has moved
/// from the reference on the preferred solution than on the other; mean over pairs.
///
/// The gradient coefficient is `beta * sigmoid(-z)` on each token of the preferred solution and its negative on
/// the other, over `|o|` where lengths are normalised. Source: DeepSeekMath equations 12 to 14; Rafailov et al.
/// 2023.
public final class Dpo implements Objective {
    private final TokenBatch batch;
    private final double[] referenceLogprobs_S;
    private final double beta;
    private final Length length;

    /// How a solution's log-probability counts.
    public enum Length {
        /// Mean over its tokens: DeepSeekMath equation 12.
        MEAN,
        /// Sum over its tokens: the original method, and TRL's default.
        SUM
    }

    /// @param batch               pairs: sequence 2i is preferred over sequence 2i + 1
    /// @param referenceLogprobs_S log-probability of each sequence's targets together, under the reference policy
    /// @param beta                how fast preference saturates; the paper gives none, 0.1 is usual
    /// @param length              whether lengths are normalised
    public Dpo(TokenBatch batch, double[] referenceLogprobs_S, double beta, Length length) {
        if (batch.sequences() % 2 != 0 || referenceLogprobs_S.length != batch.sequences()) {
            throw new IllegalArgumentException("pairs need an even number of sequences, each with a reference: got "
                    + batch.sequences() + " sequences and " + referenceLogprobs_S.length + " references");
        }
        this.batch = batch;
        this.referenceLogprobs_S = referenceLogprobs_S;
        this.beta = beta;
        this.length = length;
    }

    @Override
    public double gradientCoefficients(TokenScores scores, float[] coefficients_T) {
        int pairs = batch.sequences() / 2;
        double loss = 0;
        for (int preferred = 0; preferred < batch.sequences(); preferred += 2) {
            int other = preferred + 1;
            double z = beta * (move(scores, preferred) - move(scores, other));
            double coefficient = beta / (1 + Math.exp(z)) / pairs; // beta * sigmoid(-z)
            loss += softplus(-z) / pairs;
            Targets.fill(coefficients_T, batch, preferred, coefficient / divisor(preferred));
            Targets.fill(coefficients_T, batch, other, -coefficient / divisor(other));
        }
        return loss;
    }

    private double move(TokenScores scores, int sequence) {
        return (Targets.logprob(scores, batch, sequence) - referenceLogprobs_S[sequence]) / divisor(sequence);
    }

    private double divisor(int sequence) {
        return length == Length.MEAN ? Targets.count(batch, sequence) : 1;
    }

    /// `log(1 + exp(x))` without overflow; `-log sigmoid(z)` is `softplus(-z)`.
    private static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }
}
