package mathesis.engine.kernels;

import java.lang.foreign.MemorySegment;

/// Gated unit `h = silu(gate) * up` with `silu(x) = x * sigmoid(x)`.
///
/// Source: Shazeer 2020, arXiv:2002.05202, eq. 6 (its matrices are in the caller's hands).
public final class SwiGlu {
    private SwiGlu() {}

    /// Writes rows `[from, to)` of `h_TF`, which may be one of the inputs.
    public static void forward(
            MemorySegment h_TF, MemorySegment gate_TF, MemorySegment up_TF, int width, int from, int to) {
        long end = (long) to * width;
        for (long i = (long) from * width; i < end; i += Lanes.WIDTH) {
            var mask = Lanes.tail(i, end);
            var gate = Lanes.load(gate_TF, i, mask);
            var silu = gate.mul(VectorMath.sigmoid(gate));
            Lanes.store(silu.mul(Lanes.load(up_TF, i, mask)), h_TF, i, mask);
        }
    }

    /// Writes rows `[from, to)` of `dGate_TF` and `dUp_TF`; either may lie over `dh_TF`, `gate_TF` or `up_TF`.
    public static void backward(
            MemorySegment dGate_TF,
            MemorySegment dUp_TF,
            MemorySegment dh_TF,
            MemorySegment gate_TF,
            MemorySegment up_TF,
            int width,
            int from,
            int to) {
        long end = (long) to * width;
        for (long i = (long) from * width; i < end; i += Lanes.WIDTH) {
            var mask = Lanes.tail(i, end);
            var gate = Lanes.load(gate_TF, i, mask);
            var up = Lanes.load(up_TF, i, mask);
            var dh = Lanes.load(dh_TF, i, mask);
            var sigmoid = VectorMath.sigmoid(gate);
            var silu = gate.mul(sigmoid);
            // d silu / d gate = sigmoid * (1 + gate * (1 - sigmoid)) = sigmoid + silu * (1 - sigmoid)
            var slope = silu.fma(Lanes.broadcast(1f).sub(sigmoid), sigmoid);
            Lanes.store(dh.mul(up).mul(slope), dGate_TF, i, mask);
            Lanes.store(dh.mul(silu), dUp_TF, i, mask);
        }
    }
}
