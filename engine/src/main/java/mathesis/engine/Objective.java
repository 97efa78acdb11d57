package mathesis.engine;

import java.util.Optional;

/// What training maximises, seen as a gradient coefficient per token (paper, section 5 and appendix A.1): the gradient
/// is `sum_t c_t * grad log pi(target_t)`. Pre-training and instruction tuning fill in constants, GRPO its own rule.
@FunctionalInterface
public interface Objective {
    /// Writes the gradient coefficient of every position and returns the loss (the negated objective).
    ///
    /// @param scores         log-probabilities under the current policy, in arrays that the next batch overwrites
    /// @param coefficients_T to fill (all 0 before); `c_t = -dLoss/dlogprob_t`, 0 where there is no target
    double gradientCoefficients(TokenScores scores, float[] coefficients_T);

    /// The same coefficients for a method that knows them without the scores: then the forward and backward pass of
    /// the output head are one, and a large vocabulary's logits are computed once instead of twice. The
    /// array is read only.
    default Optional<float[]> fixedCoefficients() {
        return Optional.empty();
    }
}
