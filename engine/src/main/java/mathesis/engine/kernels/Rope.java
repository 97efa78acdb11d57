package mathesis.engine.kernels;

import java.lang.foreign.MemorySegment;

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
            for (int h = 0; h < heads; h++) {
                rotateHead(Lanes.at(x, ((long) t * heads + h) * headSize), angles, headSize / 2, sign);
            }
        }
        Memory.keep(x_THD, cosSin);
    }

    private static void rotateHead(long x, long angles, int half, float sign) {
        long y = Lanes.at(x, half);
        long sines = Lanes.at(angles, half);
        for (int d = 0; d < half; d += Lanes.WIDTH) {
            var mask = Lanes.tail(d, half);
            var cos = Lanes.load(Lanes.at(angles, d), mask);
            var sin = Lanes.load(Lanes.at(sines, d), mask).mul(sign);
            var low = Lanes.load(Lanes.at(x, d), mask);
            var high = Lanes.load(Lanes.at(y, d), mask);
            Lanes.store(low.fma(cos, high.mul(sin).neg()), Lanes.at(x, d), mask);
            Lanes.store(high.fma(cos, low.mul(sin)), Lanes.at(y, d), mask);
        }
    }
}
