package mathesis.engine;

/// What training a scalar head minimises: a loss of the values at a batch's marked positions. Reward models are trained
/// so; the head is the one exception to the rule that every method is a gradient coefficient of log-probabilities.
@FunctionalInterface
public interface ScalarObjective {
    /// Writes the gradient of every position and returns the loss.
    ///
    /// @param values_T    the head's value at each position with a target, 0 elsewhere; valid until the next batch
    /// @param gradients_T to fill (all 0 before); `g_t = dLoss/dvalue_t`, ignored where there is no target
    double gradients(float[] values_T, float[] gradients_T);
}
