package mathesis.engine.kernels;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/// Gated unit `h = silu(gate) * up` with `silu(x) = x * sigmoid(x)`.
///
/// Source: Shazeer 2020, arXiv:2002.05202, eq. 6 (its matrices are in the caller's hands).
public final class SwiGlu {
    private SwiGlu() {}

    /// Writes rows `[from, to)` of `h_TF`, which may be one of the inputs.
    public static void forward(
            MemorySegment h_TF, MemorySegment gate_TF, MemorySegment up_TF, int width, int from, int to) {
        long start = (long) from * width;
        long end = (long) to * width;
        forward(
                Lanes.at(Memory.address(h_TF, end), start),
                Lanes.at(Memory.address(gate_TF, end), start),
                Lanes.at(Memory.address(up_TF, end), start),
                end - start);
        Memory.keep(h_TF, gate_TF, up_TF);
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
        long start = (long) from * width;
        long end = (long) to * width;
        backward(
                Lanes.at(Memory.address(dGate_TF, end), start),
                Lanes.at(Memory.address(dUp_TF, end), start),
                Lanes.at(Memory.address(dh_TF, end), start),
                Lanes.at(Memory.address(gate_TF, end), start),
                Lanes.at(Memory.address(up_TF, end), start),
                end - start);
        Memory.keep(dGate_TF, dUp_TF, dh_TF, gate_TF, up_TF);
    }

    private static void forward(long h, long gate, long up, long count) {
        long i = 0;
        for (; i <= count - Lanes.WIDTH; i += Lanes.WIDTH) {
            var z = Lanes.load(Lanes.at(gate, i));
            var silu = z.mul(VectorMath.sigmoid(z));
            Lanes.store(silu.mul(Lanes.load(Lanes.at(up, i))), Lanes.at(h, i));
        }
        if (i < count) {
            var tail = Lanes.tail(i, count);
            var z = Lanes.load(Lanes.at(gate, i), tail);
            var silu = z.mul(VectorMath.sigmoid(z));
            Lanes.store(silu.mul(Lanes.load(Lanes.at(up, i), tail)), Lanes.at(h, i), tail);
        }
    }

    private static void backward(long dGate, long dUp, long dh, long gate, long up, long count) {
        long i = 0;
        for (; i <= count - Lanes.WIDTH; i += Lanes.WIDTH) {
            var z = Lanes.load(Lanes.at(gate, i));
            var d = Lanes.load(Lanes.at(dh, i));
            var dSilu = d.mul(Lanes.load(Lanes.at(up, i)));
            var sigmoid = VectorMath.sigmoid(z);
            Lanes.store(dSilu.mul(slope(z, sigmoid)), Lanes.at(dGate, i));
            Lanes.store(d.mul(z.mul(sigmoid)), Lanes.at(dUp, i));
        }
        if (i < count) {
            var tail = Lanes.tail(i, count);
            var z = Lanes.load(Lanes.at(gate, i), tail);
            var d = Lanes.load(Lanes.at(dh, i), tail);
            var dSilu = d.mul(Lanes.load(Lanes.at(up, i), tail));
            var sigmoid = VectorMath.sigmoid(z);
            Lanes.store(dSilu.mul(slope(z, sigmoid)), Lanes.at(dGate, i), tail);
            Lanes.store(d.mul(z.mul(sigmoid)), Lanes.at(dUp, i), tail);
        }
    }

    /// The derivative of silu: `sigmoid * (1 + z * (1 - sigmoid))`.
    private static FloatVector slope(FloatVector z, FloatVector sigmoid) {
        return z.mul(sigmoid).fma(Lanes.broadcast(1f).sub(sigmoid), sigmoid);
    }
}
