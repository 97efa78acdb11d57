package mathesis.engine.kernels;

import java.lang.foreign.MemorySegment;

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
        var partials = Scratch.ofThread().partials();
        for (int t = from; t < to; t++) {
            long row = (long) t * channels;
            float squares = Rows.dot(Lanes.at(x, row), Lanes.at(x, row), channels, partials);
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
        var partials = Scratch.ofThread().partials();
        for (int t = from; t < to; t++) {
            long row = (long) t * channels;
            float dot = weightedDot(Lanes.at(dy, row), Lanes.at(x, row), g, channels, partials);
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

    private static float weightedDot(long dy, long x, long g, int n, float[] partials) {
        int whole = n & -Lanes.PARTIALS;
        for (int first = 0; first < Lanes.PARTIALS; first += Lanes.WIDTH) {
            weightedProducts(partials, first, Lanes.at(dy, first), Lanes.at(x, first), Lanes.at(g, first), whole);
            int at = whole + first;
            if (at < n) {
                lastWeightedProducts(partials, first, Lanes.at(dy, at), Lanes.at(x, at), Lanes.at(g, at), n - at);
            }
        }
        return Lanes.fold(partials, 0);
    }

    private static void weightedProducts(float[] partials, int first, long dy, long x, long g, int n) {
        var sum = Lanes.zero();
        for (int c = 0; c < n; c += Lanes.PARTIALS) {
            var weighted = Lanes.load(Lanes.at(dy, c)).mul(Lanes.load(Lanes.at(g, c)));
            sum = weighted.fma(Lanes.load(Lanes.at(x, c)), sum);
        }
        sum.intoArray(partials, first);
    }

    private static void lastWeightedProducts(float[] partials, int first, long dy, long x, long g, int count) {
        var tail = Lanes.tail(0, count);
        var weighted = Lanes.load(dy, tail).mul(Lanes.load(g, tail));
        weighted.fma(Lanes.load(x, tail), Lanes.load(partials, first)).intoArray(partials, first);
    }

    private static void normalise(long y, long x, long g, int channels, float invRms) {
        int whole = channels & -Lanes.WIDTH;
        normaliseWhole(y, x, g, whole, invRms);
        if (whole < channels) {
            normaliseLast(Lanes.at(y, whole), Lanes.at(x, whole), Lanes.at(g, whole), channels - whole, invRms);
        }
    }

    private static void normaliseWhole(long y, long x, long g, int whole, float invRms) {
        var factor = Lanes.broadcast(invRms);
        for (int c = 0; c < whole; c += Lanes.WIDTH) {
            Lanes.store(Lanes.load(Lanes.at(x, c)).mul(factor).mul(Lanes.load(Lanes.at(g, c))), Lanes.at(y, c));
        }
    }

    private static void normaliseLast(long y, long x, long g, int count, float invRms) {
        var tail = Lanes.tail(0, count);
        Lanes.store(Lanes.load(x, tail).mul(invRms).mul(Lanes.load(g, tail)), y, tail);
    }

    private static void addInputGradient(long dx, long dy, long x, long g, int channels, float invRms, float slope) {
        int whole = channels & -Lanes.WIDTH;
        addWhole(dx, dy, x, g, whole, invRms, slope);
        if (whole < channels) {
            long end = (long) whole * Float.BYTES;
            addLast(dx + end, dy + end, x + end, g + end, channels - whole, invRms, slope);
        }
    }

    private static void addWhole(long dx, long dy, long x, long g, int whole, float invRms, float slope) {
        var factor = Lanes.broadcast(invRms);
        var slopes = Lanes.broadcast(slope);
        for (int c = 0; c < whole; c += Lanes.WIDTH) {
            var weighted = Lanes.load(Lanes.at(dy, c)).mul(Lanes.load(Lanes.at(g, c)));
            var inner = Lanes.load(Lanes.at(x, c)).fma(slopes, weighted);
            Lanes.store(inner.fma(factor, Lanes.load(Lanes.at(dx, c))), Lanes.at(dx, c));
        }
    }

    private static void addLast(long dx, long dy, long x, long g, int count, float invRms, float slope) {
        var tail = Lanes.tail(0, count);
        var weighted = Lanes.load(dy, tail).mul(Lanes.load(g, tail));
        var inner = Lanes.load(x, tail).fma(Lanes.broadcast(slope), weighted);
        Lanes.store(inner.fma(Lanes.broadcast(invRms), Lanes.load(dx, tail)), dx, tail);
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
