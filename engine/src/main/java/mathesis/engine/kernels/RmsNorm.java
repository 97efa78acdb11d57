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
        for (int t = from; t < to; t++) {
            long row = (long) t * channels;
            float squares = Rows.dot(x_TC, row, x_TC, row, channels);
            float invRms = (float) (1 / Math.sqrt(squares / channels + eps));
            Lanes.set(invRms_T, t, invRms);
            normalise(y_TC, x_TC, row, g_C, channels, invRms);
        }
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
        for (int t = from; t < to; t++) {
            long row = (long) t * channels;
            float dot = Lanes.sum(first -> triples(dy_TC, x_TC, row, g_C, channels, first));
            float invRms = Lanes.get(invRms_T, t);
            float slope = -dot / channels * invRms * invRms;
            addInputGradient(dx_TC, dy_TC, x_TC, row, g_C, channels, invRms, slope);
        }
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
        for (int c = fromChannel; c < toChannel; c += Lanes.WIDTH) {
            gainOfLanes(dg_C, dy_TC, x_TC, invRms_T, channels, rows, c, toChannel);
        }
    }

    private static FloatVector triples(MemorySegment dy, MemorySegment x, long row, MemorySegment g, int n, int first) {
        var sum = Lanes.zero();
        int c = first;
        for (; c <= n - Lanes.WIDTH; c += Lanes.PARTIALS) {
            sum = Lanes.load(dy, row + c).mul(Lanes.load(g, c)).fma(Lanes.load(x, row + c), sum);
        }
        if (c < n) {
            var tail = Lanes.tail(c, n);
            sum = Lanes.load(dy, row + c, tail).mul(Lanes.load(g, c, tail)).fma(Lanes.load(x, row + c, tail), sum);
        }
        return sum;
    }

    private static void normalise(
            MemorySegment y, MemorySegment x, long row, MemorySegment g, int channels, float invRms) {
        int c = 0;
        for (; c <= channels - Lanes.WIDTH; c += Lanes.WIDTH) {
            Lanes.store(Lanes.load(x, row + c).mul(invRms).mul(Lanes.load(g, c)), y, row + c);
        }
        if (c < channels) {
            var tail = Lanes.tail(c, channels);
            Lanes.store(Lanes.load(x, row + c, tail).mul(invRms).mul(Lanes.load(g, c, tail)), y, row + c, tail);
        }
    }

    private static void addInputGradient(
            MemorySegment dx,
            MemorySegment dy,
            MemorySegment x,
            long row,
            MemorySegment g,
            int channels,
            float invRms,
            float slope) {
        int c = 0;
        for (; c <= channels - Lanes.WIDTH; c += Lanes.WIDTH) {
            var inner = Lanes.load(x, row + c)
                    .fma(Lanes.broadcast(slope), Lanes.load(dy, row + c).mul(Lanes.load(g, c)));
            Lanes.store(inner.fma(Lanes.broadcast(invRms), Lanes.load(dx, row + c)), dx, row + c);
        }
        if (c < channels) {
            var tail = Lanes.tail(c, channels);
            var inner = Lanes.load(x, row + c, tail)
                    .fma(Lanes.broadcast(slope), Lanes.load(dy, row + c, tail).mul(Lanes.load(g, c, tail)));
            Lanes.store(inner.fma(Lanes.broadcast(invRms), Lanes.load(dx, row + c, tail)), dx, row + c, tail);
        }
    }

    private static void gainOfLanes(
            MemorySegment dg,
            MemorySegment dy,
            MemorySegment x,
            MemorySegment invRms,
            int channels,
            int rows,
            int c,
            int toChannel) {
        var mask = Lanes.tail(c, toChannel);
        var sum = Lanes.load(dg, c, mask);
        for (int t = 0; t < rows; t++) {
            long at = (long) t * channels + c;
            var scaled = Lanes.load(dy, at, mask).mul(Lanes.get(invRms, t));
            sum = scaled.fma(Lanes.load(x, at, mask), sum);
        }
        Lanes.store(sum, dg, c, mask);
    }
}
