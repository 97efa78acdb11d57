package mathesis.engine.kernels;

import static mathesis.engine.kernels.Lanes.FLOATS;
import static mathesis.engine.kernels.Lanes.ORDER;
import static mathesis.engine.kernels.Memory.ALL;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/// Root-mean-square norm of each row: `y = x / rms(x) * g`, with `rms(x) = sqrt(mean(x^2) + eps)`.
///
/// Source: Zhang & Sennrich 2019, arXiv:1910.07467, eq. 4. Also normalises `[T*H, D]` rows of queries and keys.
public final class RmsNorm {
    /// Rows that are worked on at a time, so that their sums do not wait for each other.
    private static final int ROWS = 4;

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
        long bytes = (long) channels * Float.BYTES;
        for (int t = from; t < to; t += ROWS) {
            long last = to - 1 - t;
            long b = Math.min(1, last) * bytes; // beyond the end, the last row once more
            long c = Math.min(2, last) * bytes;
            long d = Math.min(3, last) * bytes;
            squares(partials, x + t * bytes, b, c, d, channels);
            for (int row = 0; row < ROWS; row++) {
                float squares = Lanes.fold(partials, row * Lanes.PARTIALS);
                float invRms = 1 / (float) Math.sqrt(squares / channels + eps);
                partials[row * Lanes.PARTIALS] = invRms;
                Lanes.set(Lanes.at(kept, t + Math.min(row, last)), invRms);
            }
            normalise(y + t * bytes, x + t * bytes, g, b, c, d, channels, partials);
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
        long bytes = (long) channels * Float.BYTES;
        for (int t = from; t < to; t += ROWS) {
            int last = Math.min(ROWS, to - t) - 1;
            long b = Math.min(1, last) * bytes; // beyond the end, the last row once more
            long c = Math.min(2, last) * bytes;
            long d = Math.min(3, last) * bytes;
            weightedDots(partials, dy + t * bytes, x + t * bytes, g, b, c, d, channels);
            for (int i = 0; i <= last; i++) {
                long row = (t + i) * bytes;
                float invRms = Lanes.get(Lanes.at(kept, t + i));
                float slope = -Lanes.fold(partials, i * Lanes.PARTIALS) / channels * invRms * invRms;
                addGradient(dx + row, dy + row, x + row, g, channels, invRms, slope);
            }
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

    /// The partial sums of squares of four rows that begin `b`, `c` and `d` bytes apart from the first.
    private static void squares(float[] partials, long x, long b, long c, long d, int n) {
        int whole = n & -Lanes.PARTIALS;
        for (int first = 0; first < Lanes.PARTIALS; first += Lanes.WIDTH) {
            wholeSquares(partials, first, Lanes.at(x, first), b, c, d, whole);
        }
        for (int i = whole; i < n; i++) {
            for (int row = 0; row < ROWS; row++) {
                float element = Lanes.get(Lanes.at(x, i) + (row == 0 ? 0 : row == 1 ? b : row == 2 ? c : d));
                int partial = row * Lanes.PARTIALS + i - whole;
                partials[partial] = Math.fma(element, element, partials[partial]);
            }
        }
    }

    private static void wholeSquares(float[] partials, int first, long x, long b, long c, long d, int n) {
        var sumA = FloatVector.zero(FLOATS);
        var sumB = sumA;
        var sumC = sumA;
        var sumD = sumA;
        for (int i = 0; i < n; i += Lanes.PARTIALS) {
            long at = Lanes.at(x, i);
            var rowA = FloatVector.fromMemorySegment(FLOATS, ALL, at, ORDER);
            var rowB = FloatVector.fromMemorySegment(FLOATS, ALL, at + b, ORDER);
            var rowC = FloatVector.fromMemorySegment(FLOATS, ALL, at + c, ORDER);
            var rowD = FloatVector.fromMemorySegment(FLOATS, ALL, at + d, ORDER);
            sumA = rowA.fma(rowA, sumA);
            sumB = rowB.fma(rowB, sumB);
            sumC = rowC.fma(rowC, sumC);
            sumD = rowD.fma(rowD, sumD);
        }
        sumA.intoArray(partials, first);
        sumB.intoArray(partials, Lanes.PARTIALS + first);
        sumC.intoArray(partials, 2 * Lanes.PARTIALS + first);
        sumD.intoArray(partials, 3 * Lanes.PARTIALS + first);
    }

    /// Four rows; `partials` holds 1 / rms of each at the place of its first partial sum.
    private static void normalise(long y, long x, long g, long b, long c, long d, int n, float[] partials) {
        int whole = n & -Lanes.WIDTH;
        float rmsA = partials[0];
        float rmsB = partials[Lanes.PARTIALS];
        float rmsC = partials[2 * Lanes.PARTIALS];
        float rmsD = partials[3 * Lanes.PARTIALS];
        normaliseWhole(y, x, g, b, c, d, whole, rmsA, rmsB, rmsC, rmsD);
        for (int i = whole; i < n; i++) {
            float gain = Lanes.get(Lanes.at(g, i));
            long from = Lanes.at(x, i);
            long to = Lanes.at(y, i);
            float atA = Lanes.get(from) * rmsA * gain;
            float atB = Lanes.get(from + b) * rmsB * gain;
            float atC = Lanes.get(from + c) * rmsC * gain;
            float atD = Lanes.get(from + d) * rmsD * gain;
            Lanes.set(to, atA);
            Lanes.set(to + b, atB);
            Lanes.set(to + c, atC);
            Lanes.set(to + d, atD);
        }
    }

    private static void normaliseWhole(
            long y, long x, long g, long b, long c, long d, int n, float rmsA, float rmsB, float rmsC, float rmsD) {
        for (int i = 0; i < n; i += Lanes.WIDTH) {
            var gain = FloatVector.fromMemorySegment(FLOATS, ALL, Lanes.at(g, i), ORDER);
            long from = Lanes.at(x, i);
            long to = Lanes.at(y, i);
            var atA = FloatVector.fromMemorySegment(FLOATS, ALL, from, ORDER)
                    .mul(rmsA)
                    .mul(gain);
            var atB = FloatVector.fromMemorySegment(FLOATS, ALL, from + b, ORDER)
                    .mul(rmsB)
                    .mul(gain);
            var atC = FloatVector.fromMemorySegment(FLOATS, ALL, from + c, ORDER)
                    .mul(rmsC)
                    .mul(gain);
            var atD = FloatVector.fromMemorySegment(FLOATS, ALL, from + d, ORDER)
                    .mul(rmsD)
                    .mul(gain);
            atA.intoMemorySegment(ALL, to, ORDER);
            atB.intoMemorySegment(ALL, to + b, ORDER);
            atC.intoMemorySegment(ALL, to + c, ORDER);
            atD.intoMemorySegment(ALL, to + d, ORDER);
        }
    }

    /// The sum of `dy * g * x`.
    /// The partial sums of `dy * g * x` of four rows that begin `b`, `c` and `d` bytes apart from the first.
    private static void weightedDots(float[] partials, long dy, long x, long g, long b, long c, long d, int n) {
        int whole = n & -Lanes.PARTIALS;
        for (int first = 0; first < Lanes.PARTIALS; first += Lanes.WIDTH) {
            long bytes = Lanes.at(0, first);
            wholeWeightedDots(partials, first, dy + bytes, x + bytes, g + bytes, b, c, d, whole);
        }
        for (int i = whole; i < n; i++) {
            float gain = Lanes.get(Lanes.at(g, i));
            for (int row = 0; row < ROWS; row++) {
                long at = Lanes.at(0, i) + (row == 0 ? 0 : row == 1 ? b : row == 2 ? c : d);
                int partial = row * Lanes.PARTIALS + i - whole;
                partials[partial] = Math.fma(Lanes.get(dy + at) * gain, Lanes.get(x + at), partials[partial]);
            }
        }
    }

    private static void wholeWeightedDots(
            float[] partials, int first, long dy, long x, long g, long b, long c, long d, int n) {
        var sumA = FloatVector.zero(FLOATS);
        var sumB = sumA;
        var sumC = sumA;
        var sumD = sumA;
        for (int i = 0; i < n; i += Lanes.PARTIALS) {
            long slope = Lanes.at(dy, i);
            long at = Lanes.at(x, i);
            var gain = FloatVector.fromMemorySegment(FLOATS, ALL, Lanes.at(g, i), ORDER);
            var rowA = FloatVector.fromMemorySegment(FLOATS, ALL, slope, ORDER).mul(gain);
            var rowB =
                    FloatVector.fromMemorySegment(FLOATS, ALL, slope + b, ORDER).mul(gain);
            var rowC =
                    FloatVector.fromMemorySegment(FLOATS, ALL, slope + c, ORDER).mul(gain);
            var rowD =
                    FloatVector.fromMemorySegment(FLOATS, ALL, slope + d, ORDER).mul(gain);
            sumA = rowA.fma(FloatVector.fromMemorySegment(FLOATS, ALL, at, ORDER), sumA);
            sumB = rowB.fma(FloatVector.fromMemorySegment(FLOATS, ALL, at + b, ORDER), sumB);
            sumC = rowC.fma(FloatVector.fromMemorySegment(FLOATS, ALL, at + c, ORDER), sumC);
            sumD = rowD.fma(FloatVector.fromMemorySegment(FLOATS, ALL, at + d, ORDER), sumD);
        }
        sumA.intoArray(partials, first);
        sumB.intoArray(partials, Lanes.PARTIALS + first);
        sumC.intoArray(partials, 2 * Lanes.PARTIALS + first);
        sumD.intoArray(partials, 3 * Lanes.PARTIALS + first);
    }

    private static void addGradient(long dx, long dy, long x, long g, int n, float invRms, float slope) {
        int whole = n & -Lanes.WIDTH;
        addWhole(dx, dy, x, g, whole, invRms, slope);
        for (int i = whole; i < n; i++) {
            float weighted = Lanes.get(Lanes.at(dy, i)) * Lanes.get(Lanes.at(g, i));
            float inner = Math.fma(Lanes.get(Lanes.at(x, i)), slope, weighted);
            Lanes.set(Lanes.at(dx, i), Math.fma(inner, invRms, Lanes.get(Lanes.at(dx, i))));
        }
    }

    private static void addWhole(long dx, long dy, long x, long g, int n, float invRms, float slope) {
        var factors = FloatVector.broadcast(FLOATS, invRms);
        var slopes = FloatVector.broadcast(FLOATS, slope);
        for (int i = 0; i < n; i += Lanes.WIDTH) {
            var weighted = FloatVector.fromMemorySegment(FLOATS, ALL, Lanes.at(dy, i), ORDER)
                    .mul(FloatVector.fromMemorySegment(FLOATS, ALL, Lanes.at(g, i), ORDER));
            var inner = FloatVector.fromMemorySegment(FLOATS, ALL, Lanes.at(x, i), ORDER)
                    .fma(slopes, weighted);
            inner.fma(factors, FloatVector.fromMemorySegment(FLOATS, ALL, Lanes.at(dx, i), ORDER))
                    .intoMemorySegment(ALL, Lanes.at(dx, i), ORDER);
        }
    }

    private static void addGainGradient(long dg, long dy, long x, long invRms, int channels, int rows, int columns) {
        var mask = Lanes.tail(0, columns);
        var sum = FloatVector.fromMemorySegment(FLOATS, ALL, dg, ORDER, mask);
        for (int t = 0; t < rows; t++) {
            long row = (long) t * channels;
            var scaled = FloatVector.fromMemorySegment(FLOATS, ALL, Lanes.at(dy, row), ORDER, mask)
                    .mul(Lanes.get(Lanes.at(invRms, t)));
            sum = scaled.fma(FloatVector.fromMemorySegment(FLOATS, ALL, Lanes.at(x, row), ORDER, mask), sum);
        }
        sum.intoMemorySegment(ALL, dg, ORDER, mask);
    }
}
