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
        float sign = inverse ? -1 : 1;
        for (int t = from; t < to; t++) {
            long angles = (long) positions_T[t] * headSize;
            for (int h = 0; h < heads; h++) {
                rotateHead(x_THD, ((long) t * heads + h) * headSize, cosSin, angles, headSize / 2, sign);
            }
        }
    }

    private static void rotateHead(MemorySegment x, long at, MemorySegment cosSin, long angles, int half, float sign) {
        for (int d = 0; d < half; d += Lanes.WIDTH) {
            var mask = Lanes.tail(d, half);
            var cos = Lanes.load(cosSin, angles + d, mask);
            var sin = Lanes.load(cosSin, angles + half + d, mask).mul(sign);
            var low = Lanes.load(x, at + d, mask);
            var high = Lanes.load(x, at + half + d, mask);
            Lanes.store(low.fma(cos, high.mul(sin).neg()), x, at + d, mask);
            Lanes.store(high.fma(cos, low.mul(sin)), x, at + half + d, mask);
        }
    }
}
