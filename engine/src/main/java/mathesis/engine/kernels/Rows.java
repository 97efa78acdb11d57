package mathesis.engine.kernels;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// Passes over one row of scores or logits `z[i] = scale * x[i]` that attention and the vocabulary softmax share.
/// The scale is positive. Offsets are in floats.
final class Rows {
    private Rows() {}

    /// The greatest `z`, exact in any order.
    static float max(MemorySegment x, long at, int n, float scale) {
        var max = Lanes.broadcast(Float.NEGATIVE_INFINITY);
        int i = 0;
        for (; i <= n - Lanes.WIDTH; i += Lanes.WIDTH) {
            max = max.max(Lanes.load(x, at + i));
        }
        if (i < n) {
            var tail = Lanes.tail(i, n);
            max = max.lanewise(VectorOperators.MAX, Lanes.load(x, at + i, tail), tail);
        }
        return max.reduceLanes(VectorOperators.MAX) * scale;
    }

    /// The sum of `exp(z - shift)`.
    static float sumOfExponentials(MemorySegment x, long at, int n, float scale, float shift) {
        return Lanes.sum(first -> exponentials(x, at, n, scale, shift, first));
    }

    /// The same, keeping each term in place of `x`.
    static float exponentiate(MemorySegment x, long at, int n, float scale, float shift) {
        return Lanes.sum(first -> storedExponentials(x, at, n, scale, shift, first));
    }

    /// `-sum of p * ln p` with `ln p = z - logSumExp`.
    static float entropy(MemorySegment x, long at, int n, float scale, float logSumExp) {
        return 0 - Lanes.sum(first -> weightedLogs(x, at, n, scale, logSumExp, first));
    }

    /// Turns scores at `pAt` into probabilities `p = exp(z - logSumExp)`, and their gradients at `dsAt` into those of
    /// the unscaled scores, `p * (dp - delta) * scale`.
    static void scoreGradient(MemorySegment x, long pAt, long dsAt, int n, float scale, float logSumExp, float delta) {
        for (int i = 0; i < n; i += Lanes.WIDTH) {
            var mask = Lanes.tail(i, n);
            var p = exponential(Lanes.load(x, pAt + i, mask), scale, logSumExp);
            var ds = Lanes.load(x, dsAt + i, mask).sub(delta).mul(p).mul(scale);
            Lanes.store(p, x, pAt + i, mask);
            Lanes.store(ds, x, dsAt + i, mask);
        }
    }

    /// The inner product of two rows.
    static float dot(MemorySegment x, long xAt, MemorySegment y, long yAt, int n) {
        return Lanes.sum(first -> products(x, xAt, y, yAt, n, first));
    }

    /// `exp(z - shift)` on one vector.
    static FloatVector exponential(FloatVector x, float scale, float shift) {
        return VectorMath.exp(x.mul(scale).sub(shift));
    }

    private static FloatVector exponentials(MemorySegment x, long at, int n, float scale, float shift, int first) {
        var sum = Lanes.zero();
        for (int i = first; i < n; i += Lanes.PARTIALS) {
            var mask = Lanes.tail(i, n);
            sum = sum.add(exponential(Lanes.load(x, at + i, mask), scale, shift), mask);
        }
        return sum;
    }

    private static FloatVector storedExponentials(
            MemorySegment x, long at, int n, float scale, float shift, int first) {
        var sum = Lanes.zero();
        for (int i = first; i < n; i += Lanes.PARTIALS) {
            var mask = Lanes.tail(i, n);
            var p = exponential(Lanes.load(x, at + i, mask), scale, shift);
            Lanes.store(p, x, at + i, mask);
            sum = sum.add(p, mask);
        }
        return sum;
    }

    private static FloatVector weightedLogs(MemorySegment x, long at, int n, float scale, float shift, int first) {
        var sum = Lanes.zero();
        for (int i = first; i < n; i += Lanes.PARTIALS) {
            var mask = Lanes.tail(i, n);
            var log = Lanes.load(x, at + i, mask).mul(scale).sub(shift);
            var term = VectorMath.exp(log).mul(log);
            // p ln p tends to 0 where p does; 0 * -infinity would not
            term = term.blend(0f, log.compare(VectorOperators.EQ, Float.NEGATIVE_INFINITY));
            sum = sum.add(term, mask);
        }
        return sum;
    }

    private static FloatVector products(MemorySegment x, long xAt, MemorySegment y, long yAt, int n, int first) {
        var sum = Lanes.zero();
        int i = first;
        for (; i <= n - Lanes.WIDTH; i += Lanes.PARTIALS) {
            sum = Lanes.load(x, xAt + i).fma(Lanes.load(y, yAt + i), sum);
        }
        if (i < n) {
            var tail = Lanes.tail(i, n);
            sum = Lanes.load(x, xAt + i, tail).fma(Lanes.load(y, yAt + i, tail), sum);
        }
        return sum;
    }
}
