package mathesis.engine.model;

import java.lang.foreign.MemorySegment;
import mathesis.engine.WeightFormat;
import mathesis.engine.kernels.Gemm;
import mathesis.engine.kernels.Int8Gemm;
import mathesis.engine.kernels.Workers;
import mathesis.engine.tensor.OffHeap;
import mathesis.engine.tensor.Tensor;

/// A weight matrix `W [out, in]` with the packed copies that the matrix kernels read.
///
/// Packing is done once per change of the weights; the copy for the backward pass exists only after
/// [#packForBackward]. Rows may be split over threads; each output element is one sum in ascending order of the summed
/// index, so results do not depend on the split.
final class Linear {
    /// The fewest panels worth handing to a worker.
    private static final int PANELS = 2;

    private final Tensor weight;
    private final WeightFormat format;
    private final int outputs;
    private final int inputs;
    private final OffHeap memory;
    private final MemorySegment forward;
    private final Workers.Range forwardPanels = this::packForward;
    private final Workers.Range backwardPanels = this::packBackward;
    private MemorySegment backward = MemorySegment.NULL;

    /// @param format of the packed copy for the forward pass
    Linear(Tensor weight, WeightFormat format, OffHeap memory) {
        this.weight = weight;
        this.format = format;
        this.outputs = weight.shape()[0];
        this.inputs = weight.shape()[1];
        this.memory = memory;
        this.forward = memory.floats(
                switch (format) {
                    case FLOAT32 -> Gemm.packedFloats(inputs, outputs);
                    case INT8 -> Int8Gemm.packedFloats(inputs, outputs);
                });
    }

    /// Refreshes the packed copy for the forward pass.
    void pack(Workers workers) {
        workers.forEach(Gemm.panels(outputs), PANELS, forwardPanels);
    }

    private void packForward(int from, int to) {
        switch (format) {
            case FLOAT32 -> Gemm.packPanels(forward, weight.data(), 1, inputs, inputs, outputs, from, to);
            case INT8 -> Int8Gemm.packPanels(forward, weight.data(), inputs, outputs, from, to);
        }
    }

    /// Refreshes the packed copy for the backward pass.
    void packForBackward(Workers workers) {
        if (backward.equals(MemorySegment.NULL)) {
            backward = memory.floats(Gemm.packedFloats(outputs, inputs));
        }
        workers.forEach(Gemm.panels(inputs), PANELS, backwardPanels);
    }

    private void packBackward(int from, int to) {
        Gemm.packPanels(backward, weight.data(), inputs, 1, outputs, inputs, from, to);
    }

    /// `y [T, out] (+)= x [T, in] W^T` for rows `[from, to)`.
    void apply(MemorySegment y, MemorySegment x, boolean accumulate, int from, int to) {
        switch (format) {
            case FLOAT32 -> Gemm.multiply(y, outputs, x, inputs, 1, forward, to, outputs, inputs, from, to, accumulate);
            case INT8 -> Int8Gemm.multiply(y, x, forward, outputs, inputs, from, to, accumulate);
        }
    }

    /// `dx [T, in] (+)= dy [T, out] W` for rows `[from, to)`.
    void inputGradient(MemorySegment dx, MemorySegment dy, boolean accumulate, int from, int to) {
        Gemm.multiply(dx, inputs, dy, outputs, 1, backward, to, inputs, outputs, from, to, accumulate);
    }

    /// `dW [out, in] += dy^T x` over `rows` tokens, for rows `[from, to)` of `dW`; `packedInput` is `x` as
    /// [#packInput] leaves it.
    void weightGradient(Tensor gradient, MemorySegment dy, MemorySegment packedInput, int rows, int from, int to) {
        Gemm.multiply(gradient.data(), inputs, dy, 1, outputs, packedInput, to, inputs, rows, from, to, true);
    }

    /// Packs `x [rows, width]` as the right-hand side of [#weightGradient].
    static void packInput(MemorySegment packed, MemorySegment x, int rows, int width) {
        Gemm.pack(packed, x, width, 1, rows, width);
    }

    Tensor weight() {
        return weight;
    }

    int outputs() {
        return outputs;
    }

    int inputs() {
        return inputs;
    }
}
