package mathesis.engine.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// Exponential and sigmoid on lanes, made of IEEE multiplications, additions and shifts only, so that interpreted and
/// compiled code, and lanes of any width, give the same bits.
final class VectorMath {
    private static final float LOG2_E = 1.44269504f;
    /// ln 2 in two parts; the first has few bits, so that a multiple of it is exact.
    private static final float LN2_HIGH = 0.693359375f;
    private static final float LN2_LOW = -2.12194440e-4f;
    /// 1.5 * 2^23: adding it rounds to an integer, which is left in the low bits.
    private static final float ROUNDING = 12582912f;
    private static final float LOWEST = -87.33654f;
    private static final float HIGHEST = 88.37626f;

    private VectorMath() {}

    /// `e^x` within 2e-7 relative; 0 below -87.33, 2.4e38 above 88.37, NaN for NaN. Polynomial: Cephes `expf`.
    static FloatVector exp(FloatVector x) {
        var clipped = x.blend(HIGHEST, x.compare(VectorOperators.GT, HIGHEST));
        var shifted = clipped.fma(Lanes.broadcast(LOG2_E), Lanes.broadcast(ROUNDING));
        var n = shifted.sub(ROUNDING);
        var r = n.fma(Lanes.broadcast(-LN2_HIGH), clipped);
        r = n.fma(Lanes.broadcast(-LN2_LOW), r);
        var y = r.fma(Lanes.broadcast(1.9875691500e-4f), Lanes.broadcast(1.3981999507e-3f));
        y = y.fma(r, Lanes.broadcast(8.3334519073e-3f));
        y = y.fma(r, Lanes.broadcast(4.1665795894e-2f));
        y = y.fma(r, Lanes.broadcast(1.6666665459e-1f));
        y = y.fma(r, Lanes.broadcast(5.0000001201e-1f));
        y = y.fma(r.mul(r), r.add(1f));
        var powerOfTwo =
                shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).add(0x3f800000);
        y = y.mul(powerOfTwo.reinterpretAsFloats());
        return y.blend(0f, x.compare(VectorOperators.LT, LOWEST));
    }

    /// `1 / (1 + e^-x)`.
    static FloatVector sigmoid(FloatVector x) {
        return Lanes.broadcast(1f).div(exp(x.neg()).add(1f));
    }
}
