package mathesis.engine.kernels;

import static mathesis.engine.kernels.Lanes.FLOATS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// Exponential and sigmoid on lanes, made of IEEE multiplications, additions and shifts only, so that interpreted and
/// compiled code, and lanes of any width, give the same bits.
final class VectorMath {
    private static final float LOG2_E = 1.44269504f;
    /// ln 2 in two parts; the first has few bits, so that a multiple of it is exact.
    private static final float LN2_HIGH = 0.693359375f;

    private static final float LN2_LOW = -2.12194440e-4f;
    /// 1.5 * 2^23 + 127: adding it rounds to an integer n and leaves n + 127, the exponent of 2^n, in the low bits.
    private static final float ROUNDING = 12582912f + 127;
    /// Here n is -127, whose power of two comes out as 0.
    private static final float LOWEST = -88.1f;

    private static final float HIGHEST = 88.37626f;
    private static final float C2 = 4.999999404e-1f;
    private static final float C3 = 1.666652113e-1f;
    private static final float C4 = 4.166826606e-2f;
    private static final float C5 = 8.368683979e-3f;
    private static final float C6 = 1.382094575e-3f;

    // As vectors: a broadcast in the loop costs the compiler's inlining budget more than the multiplication itself.
    private static final FloatVector ONE = FloatVector.broadcast(FLOATS, 1f);
    private static final FloatVector LOG2_ES = FloatVector.broadcast(FLOATS, LOG2_E);
    private static final FloatVector ROUNDINGS = FloatVector.broadcast(FLOATS, ROUNDING);
    private static final FloatVector MINUS_LN2_HIGHS = FloatVector.broadcast(FLOATS, -LN2_HIGH);
    private static final FloatVector MINUS_LN2_LOWS = FloatVector.broadcast(FLOATS, -LN2_LOW);
    private static final FloatVector LOWESTS = FloatVector.broadcast(FLOATS, LOWEST);
    private static final FloatVector HIGHESTS = FloatVector.broadcast(FLOATS, HIGHEST);
    private static final FloatVector C2S = FloatVector.broadcast(FLOATS, C2);
    private static final FloatVector C3S = FloatVector.broadcast(FLOATS, C3);
    private static final FloatVector C4S = FloatVector.broadcast(FLOATS, C4);
    private static final FloatVector C5S = FloatVector.broadcast(FLOATS, C5);
    private static final FloatVector C6S = FloatVector.broadcast(FLOATS, C6);

    private VectorMath() {}

    /// `e^x` within 1e-7 relative; 0 below -88, 2.4e38 above 88.37, NaN for NaN.
    static FloatVector exp(FloatVector x) {
        return expOfClipped(clipBelow(x.blend(HIGHESTS, x.compare(VectorOperators.GT, HIGHESTS))));
    }

    /// The same for arguments of at most 88, as in a softmax whose greatest logit is subtracted.
    static FloatVector expBelow88(FloatVector x) {
        return expOfClipped(clipBelow(x));
    }

    /// The argument or, if that is less, a finite one whose exponential is 0 too.
    static FloatVector clipBelow(FloatVector x) {
        return x.blend(LOWESTS, x.compare(VectorOperators.LT, LOWESTS));
    }

    /// `e^x` for arguments between the two clips: `2^n * e^r`, |r| <= ln(2) / 2. The polynomial is minimax with its
    /// first two coefficients held at 1, so that `e^0` is 1; 3e-9 relative.
    static FloatVector expOfClipped(FloatVector x) {
        var shifted = x.fma(LOG2_ES, ROUNDINGS);
        var n = shifted.sub(ROUNDINGS);
        var r = n.fma(MINUS_LN2_LOWS, n.fma(MINUS_LN2_HIGHS, x));
        var y = r.fma(C6S, C5S).fma(r, C4S).fma(r, C3S).fma(r, C2S).fma(r, ONE).fma(r, ONE);
        var powerOfTwo = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
        return y.mul(powerOfTwo.reinterpretAsFloats());
    }

    /// [#expBelow88] of one number, the same bits.
    static float expBelow88(float argument) {
        float x = argument < LOWEST ? LOWEST : argument;
        float shifted = Math.fma(x, LOG2_E, ROUNDING);
        float n = shifted - ROUNDING;
        float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, x));
        float y = Math.fma(r, C6, C5);
        y = Math.fma(y, r, C4);
        y = Math.fma(y, r, C3);
        y = Math.fma(y, r, C2);
        y = Math.fma(Math.fma(y, r, 1f), r, 1f);
        return y * Float.intBitsToFloat(Float.floatToRawIntBits(shifted) << 23);
    }

    /// `1 / (1 + e^-x)`.
    static FloatVector sigmoid(FloatVector x) {
        return ONE.div(exp(x.neg()).add(ONE));
    }

    /// The same of one number, the same bits.
    static float sigmoid(float x) {
        return 1 / (expBelow88(-x > HIGHEST ? HIGHEST : -x) + 1);
    }
}
