package mathesis.engine.model;

import java.lang.foreign.MemorySegment;

/// The end of a [GradientPass]: from the residual stream after the last block to a loss, and back to the gradient of
/// that stream. Adds to the gradients of its own weights.
///
/// @param <O> what it is asked to minimise
interface LossHead<O> extends AutoCloseable {
    /// Builds one over the memory of a forward pass.
    interface Maker<O> {
        LossHead<O> over(ForwardPass forward);
    }

    /// Goes over the batch of the last forward pass and returns the loss.
    ///
    /// @param residualGradient_TC to write, all rows of it
    double run(O objective, MemorySegment residualGradient_TC);

    @Override
    void close();
}
