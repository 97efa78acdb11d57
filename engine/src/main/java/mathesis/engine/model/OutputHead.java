package mathesis.engine.model;

import java.lang.foreign.MemorySegment;
import mathesis.engine.WeightFormat;
import mathesis.engine.Weights;
import mathesis.engine.kernels.RmsNorm;
import mathesis.engine.tensor.OffHeap;
import mathesis.engine.tensor.Tensor;

/// The final norm and the projection to the vocabulary.
final class OutputHead {
    private final int channels;
    private final float eps;
    private final Tensor norm;
    private final Linear projection;

    OutputHead(Weights weights, WeightFormat format, OffHeap memory) {
        this.channels = weights.config().hiddenSize();
        this.eps = (float) weights.config().rmsNormEps();
        this.norm = weights.tensor("model.norm.weight");
        this.projection = new Linear(weights.outputProjection(), format, memory);
    }

    /// The final norm of rows `[from, to)`.
    void normalize(MemorySegment normalized, MemorySegment inverseRms, MemorySegment rows, int from, int to) {
        RmsNorm.forward(normalized, inverseRms, rows, norm.data(), channels, eps, from, to);
    }

    Tensor norm() {
        return norm;
    }

    Linear projection() {
        return projection;
    }
}
