package mathesis.engine.kernels;

import static mathesis.engine.kernels.Lanes.FLOATS;
import static mathesis.engine.kernels.Lanes.ORDER;
import static mathesis.engine.kernels.Memory.ALL;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/// Rotary position embedding in Hugging Face's half-split layout: channel d turns with channel `d + D/2`.
///
/// Source: Su et al. 2021, arXiv:2104.09864, eq. 34.
public final class Rope {
    private Rope() {}

    /// Rotates every head of rows `[from, to)` of `x_THD` in place; `inverse` turns back, which is the gradient.
    ///
    /// @param cosSin      `[positions][D]`: D/2 cosines, then D/2 sines
    /// @param positions_T position of each row in its sequence
    public static void rotate(
            MemorySegment x_THD,
            MemorySegment cosSin,
            int[] positions_T,
            int heads,
            int headSize,
            boolean inverse,
            int from,
            int to) {
        long x = Memory.address(x_THD, (long) to * heads * headSize);
        float sign = inverse ? -1 : 1;
        for (int t = from; t < to; t++) {
            long angle = (long) positions_T[t] * headSize;
            long angles = Lanes.at(Memory.address(cosSin, angle, angle + headSize), angle);
            rotateRow(Lanes.at(x, (long) t * heads * headSize), angles, heads, headSize, sign);
        }
        Memory.keep(x_THD, cosSin);
    }

    /// A vector of channels at a time, through all heads.
    private static void rotateRow(long x, long angles, int heads, int headSize, float sign) {
        int half = headSize / 2;
        int whole = half & -Lanes.WIDTH;
        for (int d = 0; d < whole; d += Lanes.WIDTH) {
            rotateChannels(Lanes.at(x, d), Lanes.at(angles, d), heads, headSize, sign);
        }
        if (whole < half) {
            rotateLastChannels(Lanes.at(x, whole), Lanes.at(angles, whole), heads, headSize, sign, half - whole);
        }
    }

    private static void rotateChannels(long x, long angles, int heads, int headSize, float sign) {
        long half = headSize / 2 * (long) Float.BYTES;
        var cos = FloatVector.fromMemorySegment(FLOATS, ALL, angles, ORDER);
        var sin =
                FloatVector.fromMemorySegment(FLOATS, ALL, angles + half, ORDER).mul(sign);
        for (int h = 0; h < heads; h++) {
            long at = Lanes.at(x, h * headSize);
            var low = FloatVector.fromMemorySegment(FLOATS, ALL, at, ORDER);
            var high = FloatVector.fromMemorySegment(FLOATS, ALL, at + half, ORDER);
            low.fma(cos, high.mul(sin).neg()).intoMemorySegment(ALL, at, ORDER);
            high.fma(cos, low.mul(sin)).intoMemorySegment(ALL, at + half, ORDER);
        }
    }

    private static void rotateLastChannels(long x, long angles, int heads, int headSize, float sign, int count) {
        long half = headSize / 2 * (long) Float.BYTES;
        var mask = Lanes.tail(0, count);
        var cos = FloatVector.fromMemorySegment(FLOATS, ALL, angles, ORDER, mask);
        var sin = FloatVector.fromMemorySegment(FLOATS, ALL, angles + half, ORDER, mask)
                .mul(sign);
        for (int h = 0; h < heads; h++) {
            long at = Lanes.at(x, h * headSize);
            var low = FloatVector.fromMemorySegment(FLOATS, ALL, at, ORDER, mask);
            var high = FloatVector.fromMemorySegment(FLOATS, ALL, at + half, ORDER, mask);
            low.fma(cos, high.mul(sin).neg()).intoMemorySegment(ALL, at, ORDER, mask);
            high.fma(cos, low.mul(sin)).intoMemorySegment(ALL, at + half, ORDER, mask);
        }
    }
}
