package mathesis.engine.model;

import java.lang.foreign.MemorySegment;
import mathesis.engine.WeightFormat;
import mathesis.engine.Weights;
import mathesis.engine.kernels.Elementwise;
import mathesis.engine.tensor.OffHeap;
import mathesis.engine.tensor.Tensor;

/// One number for a position: `value = w . norm(x) + b`, with the final norm that the output head uses too.
///
/// The product is that of a matrix of one row, so a value has the same bits alone, in a batch or on more threads.
final class ScalarHead {
    private final Linear projection;
    private final Tensor bias;

    /// @param weights with a scalar head
    ScalarHead(Weights weights, OffHeap memory) {
        this.projection = new Linear(weights.tensor(Weights.SCORE_WEIGHT), WeightFormat.FLOAT32, memory);
        this.bias = weights.tensor(Weights.SCORE_BIAS);
    }

    /// Values of rows `[from, to)` of the normalised stream.
    void apply(MemorySegment values_N, MemorySegment normalized_NC, int from, int to) {
        projection.apply(values_N, normalized_NC, false, from, to);
        Elementwise.addBias(values_N, bias.data(), 1, from, to);
    }

    Linear projection() {
        return projection;
    }

    Tensor bias() {
        return bias;
    }
}
