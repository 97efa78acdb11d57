package mathesis.engine.kernels;

import static mathesis.engine.kernels.Lanes.FLOATS;
import static mathesis.engine.kernels.Lanes.ORDER;
import static mathesis.engine.kernels.Memory.ALL;

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
        long whole = count & -Lanes.WIDTH;
        forwardWhole(h, gate, up, whole);
        for (long i = whole; i < count; i++) {
            float z = Lanes.get(Lanes.at(gate, i));
            Lanes.set(Lanes.at(h, i), z * VectorMath.sigmoid(z) * Lanes.get(Lanes.at(up, i)));
        }
    }

    private static void forwardWhole(long h, long gate, long up, long count) {
        for (long i = 0; i < count; i += Lanes.WIDTH) {
            var z = FloatVector.fromMemorySegment(FLOATS, ALL, Lanes.at(gate, i), ORDER);
            var silu = z.mul(VectorMath.sigmoid(z));
            silu.mul(FloatVector.fromMemorySegment(FLOATS, ALL, Lanes.at(up, i), ORDER))
                    .intoMemorySegment(ALL, Lanes.at(h, i), ORDER);
        }
    }

    private static void backward(long dGate, long dUp, long dh, long gate, long up, long count) {
        long whole = count & -Lanes.WIDTH;
        backwardWhole(dGate, dUp, dh, gate, up, whole);
        for (long i = whole; i < count; i++) {
            float z = Lanes.get(Lanes.at(gate, i));
            float d = Lanes.get(Lanes.at(dh, i));
            float dSilu = d * Lanes.get(Lanes.at(up, i));
            float sigmoid = VectorMath.sigmoid(z);
            Lanes.set(Lanes.at(dGate, i), dSilu * Math.fma(z * sigmoid, 1 - sigmoid, sigmoid));
            Lanes.set(Lanes.at(dUp, i), d * (z * sigmoid));
        }
    }

    /// The derivative of silu is `sigmoid * (1 + z * (1 - sigmoid))`.
    private static void backwardWhole(long dGate, long dUp, long dh, long gate, long up, long count) {
        var one = FloatVector.broadcast(FLOATS, 1f);
        for (long i = 0; i < count; i += Lanes.WIDTH) {
            var z = FloatVector.fromMemorySegment(FLOATS, ALL, Lanes.at(gate, i), ORDER);
            var d = FloatVector.fromMemorySegment(FLOATS, ALL, Lanes.at(dh, i), ORDER);
            var dSilu = d.mul(FloatVector.fromMemorySegment(FLOATS, ALL, Lanes.at(up, i), ORDER));
            var sigmoid = VectorMath.sigmoid(z);
            var silu = z.mul(sigmoid);
            dSilu.mul(silu.fma(one.sub(sigmoid), sigmoid)).intoMemorySegment(ALL, Lanes.at(dGate, i), ORDER);
            d.mul(silu).intoMemorySegment(ALL, Lanes.at(dUp, i), ORDER);
        }
    }
}
