package mathesis.engine;

/// What training maximises, seen as a gradient coefficient per token (paper, section 5 and appendix A.1): the gradient
/// is `sum_t c_t * grad log pi(target_t)`. Pre-training and instruction tuning fill in constants, GRPO its own rule.
@FunctionalInterface
public interface Objective {
    /// Writes the gradient coefficient of every position and returns the loss (the negated objective).
    ///
    /// @param scores         log-probabilities under the current policy
    /// @param coefficients_T to fill; `c_t = -dLoss/dlogprob_t`, 0 where there is no target
    double gradientCoefficients(TokenScores scores, float[] coefficients_T);
}
