package mathesis.engine.kernels;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/// Root-mean-square norm of each row: `y = x / rms(x) * g`, with `rms(x) = sqrt(mean(x^2) + eps)`.
///
/// Source: Zhang & Sennrich 2019, arXiv:1910.07467, eq. 4. Also normalises `[T*H, D]` rows of queries and keys.
public final class RmsNorm {
    private RmsNorm() {}

    /// Writes rows `[from, to)` of `y_TC` (which may be `x_TC`) and keeps `invRms_T` for the backward pass.
    public static void forward(
            MemorySegment y_TC,
            MemorySegment invRms_T,
            MemorySegment x_TC,
            MemorySegment g_C,
            int channels,
            float eps,
            int from,
            int to) {
        long y = Memory.address(y_TC, (long) to * channels);
        long kept = Memory.address(invRms_T, to);
        long x = Memory.address(x_TC, (long) to * channels);
        long g = Memory.address(g_C, channels);
        for (int t = from; t < to; t++) {
            long row = (long) t * channels;
            float squares = Rows.dot(Lanes.at(x, row), Lanes.at(x, row), channels);
            float invRms = (float) (1 / Math.sqrt(squares / channels + eps));
            Lanes.set(Lanes.at(kept, t), invRms);
            normalise(Lanes.at(y, row), Lanes.at(x, row), g, channels, invRms);
        }
        Memory.keep(y_TC, invRms_T, x_TC, g_C);
    }

    /// Adds to rows `[from, to)` of `dx_TC`: `dx += invRms * (dy*g - x * invRms^2 * mean(dy*g*x))`.
    public static void backwardInput(
            MemorySegment dx_TC,
            MemorySegment dy_TC,
            MemorySegment x_TC,
            MemorySegment g_C,
            MemorySegment invRms_T,
            int channels,
            int from,
            int to) {
        long dx = Memory.address(dx_TC, (long) to * channels);
        long dy = Memory.address(dy_TC, (long) to * channels);
        long x = Memory.address(x_TC, (long) to * channels);
        long g = Memory.address(g_C, channels);
        long kept = Memory.address(invRms_T, to);
        for (int t = from; t < to; t++) {
            long row = (long) t * channels;
            float dot = weightedDot(Lanes.at(dy, row), Lanes.at(x, row), g, channels);
            float invRms = Lanes.get(Lanes.at(kept, t));
            float slope = -dot / channels * invRms * invRms;
            addInputGradient(Lanes.at(dx, row), Lanes.at(dy, row), Lanes.at(x, row), g, channels, invRms, slope);
        }
        Memory.keep(dx_TC, dy_TC, x_TC, g_C, invRms_T);
    }

    /// Adds to `dg_C[fromChannel, toChannel)` the sum over `rows` rows, ascending, of `dy * x * invRms`.
    public static void backwardGain(
            MemorySegment dg_C,
            MemorySegment dy_TC,
            MemorySegment x_TC,
            MemorySegment invRms_T,
            int channels,
            int rows,
            int fromChannel,
            int toChannel) {
        long dg = Memory.address(dg_C, fromChannel, toChannel);
        long dy = Memory.address(dy_TC, (long) rows * channels);
        long x = Memory.address(x_TC, (long) rows * channels);
        long kept = Memory.address(invRms_T, rows);
        for (int c = fromChannel; c < toChannel; c += Lanes.WIDTH) {
            addGainGradient(Lanes.at(dg, c), Lanes.at(dy, c), Lanes.at(x, c), kept, channels, rows, toChannel - c);
        }
        Memory.keep(dg_C, dy_TC, x_TC, invRms_T);
    }

    private static float weightedDot(long dy, long x, long g, int n) {
        return Lanes.sum(first -> weightedProducts(dy, x, g, n, first));
    }

    private static FloatVector weightedProducts(long dy, long x, long g, int n, int first) {
        var sum = Lanes.zero();
        int c = first;
        for (; c <= n - Lanes.WIDTH; c += Lanes.PARTIALS) {
            var weighted = Lanes.load(Lanes.at(dy, c)).mul(Lanes.load(Lanes.at(g, c)));
            sum = weighted.fma(Lanes.load(Lanes.at(x, c)), sum);
        }
        if (c < n) {
            var tail = Lanes.tail(c, n);
            var weighted = Lanes.load(Lanes.at(dy, c), tail).mul(Lanes.load(Lanes.at(g, c), tail));
            sum = weighted.fma(Lanes.load(Lanes.at(x, c), tail), sum);
        }
        return sum;
    }

    private static void normalise(long y, long x, long g, int channels, float invRms) {
        int c = 0;
        for (; c <= channels - Lanes.WIDTH; c += Lanes.WIDTH) {
            Lanes.store(Lanes.load(Lanes.at(x, c)).mul(invRms).mul(Lanes.load(Lanes.at(g, c))), Lanes.at(y, c));
        }
        if (c < channels) {
            var tail = Lanes.tail(c, channels);
            var unit = Lanes.load(Lanes.at(x, c), tail).mul(invRms);
            Lanes.store(unit.mul(Lanes.load(Lanes.at(g, c), tail)), Lanes.at(y, c), tail);
        }
    }

    private static void addInputGradient(long dx, long dy, long x, long g, int channels, float invRms, float slope) {
        var factor = Lanes.broadcast(invRms);
        var slopes = Lanes.broadcast(slope);
        int c = 0;
        for (; c <= channels - Lanes.WIDTH; c += Lanes.WIDTH) {
            var weighted = Lanes.load(Lanes.at(dy, c)).mul(Lanes.load(Lanes.at(g, c)));
            var inner = Lanes.load(Lanes.at(x, c)).fma(slopes, weighted);
            Lanes.store(inner.fma(factor, Lanes.load(Lanes.at(dx, c))), Lanes.at(dx, c));
        }
        if (c < channels) {
            var tail = Lanes.tail(c, channels);
            var weighted = Lanes.load(Lanes.at(dy, c), tail).mul(Lanes.load(Lanes.at(g, c), tail));
            var inner = Lanes.load(Lanes.at(x, c), tail).fma(slopes, weighted);
            Lanes.store(inner.fma(factor, Lanes.load(Lanes.at(dx, c), tail)), Lanes.at(dx, c), tail);
        }
    }

    private static void addGainGradient(long dg, long dy, long x, long invRms, int channels, int rows, int columns) {
        var mask = Lanes.tail(0, columns);
        var sum = Lanes.load(dg, mask);
        for (int t = 0; t < rows; t++) {
            long row = (long) t * channels;
            var scaled = Lanes.load(Lanes.at(dy, row), mask).mul(Lanes.get(Lanes.at(invRms, t)));
            sum = scaled.fma(Lanes.load(Lanes.at(x, row), mask), sum);
        }
        Lanes.store(sum, dg, mask);
    }
}
