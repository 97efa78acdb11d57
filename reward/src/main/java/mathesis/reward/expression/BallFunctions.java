package mathesis.reward.expression;

import java.math.BigInteger;

/// Elementary functions of balls. A monotone function is worked out at both ends; sine and cosine in the middle, since
/// they change by no more than their argument does. Series are cut where a term falls below one unit of the scale; an
/// allowance of `2^12` units covers rounding, the cut, and the error of the reduced argument.
final class BallFunctions {
    /// Units in the last place by which a series with its reduction may be off: below 2^9 terms with an error of
    /// 4 each, and reductions by multiples of at most 2^10 units.
    private static final BigInteger ALLOWANCE = BigInteger.ONE.shiftLeft(12);
    private static final int LARGEST_ARGUMENT_BITS = 9;
    private static final int LARGEST_ANGLE_BITS = 40;

    private BallFunctions() {}

    static Ball pi(int bits) {
        int scale = bits + FixedPoint.GUARD;
        return new Ball(FixedPoint.pi(scale), BigInteger.ONE, -scale).rounded(bits);
    }

    static Ball exp(Ball x, int bits) {
        if (!x.isBelow(LARGEST_ARGUMENT_BITS)) {
            return Ball.UNKNOWN;
        }
        return Ball.hull(expPoint(end(x, -1), bits), expPoint(end(x, 1), bits), bits);
    }

    /// One end of a ball, without error.
    private static Ball end(Ball x, int side) {
        return new Ball(
                side < 0 ? x.middle().subtract(x.radius()) : x.middle().add(x.radius()), BigInteger.ZERO, x.exponent());
    }

    /// `exp(x) = 2^k exp(x - k ln 2)`
    private static Ball expPoint(Ball x, int bits) {
        int scale = bits + FixedPoint.GUARD;
        var fixed = FixedPoint.of(x, scale);
        var ln2 = FixedPoint.ln2(scale);
        int k = nearest(fixed, ln2).intValueExact();
        var rest = fixed.subtract(ln2.multiply(BigInteger.valueOf(k)));
        return new Ball(FixedPoint.factorialSeries(rest, scale, 0, 1, false), ALLOWANCE, k - scale).rounded(bits);
    }

    private static BigInteger nearest(BigInteger dividend, BigInteger divisor) {
        var parts = dividend.shiftLeft(1).add(divisor).divideAndRemainder(divisor.shiftLeft(1));
        return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }

    /// The logarithm of a ball of positive numbers.
    static Ball log(Ball x, int bits) {
        if (x.sign() <= 0) {
            return Ball.UNKNOWN;
        }
        return Ball.hull(logPoint(end(x, -1), bits), logPoint(end(x, 1), bits), bits);
    }

    /// `ln(m 2^e) = 2 atanh((m - 1) / (m + 1)) + e ln 2` for m in [3/4, 3/2)
    private static Ball logPoint(Ball x, int bits) {
        int scale = bits + FixedPoint.GUARD;
        int length = x.middle().bitLength();
        var mantissa = FixedPoint.of(new Ball(x.middle(), BigInteger.ZERO, -length), scale);
        var one = BigInteger.ONE.shiftLeft(scale);
        int exponent = x.exponent() + length;
        if (mantissa.compareTo(one.multiply(BigInteger.valueOf(3)).shiftRight(2)) < 0) {
            mantissa = FixedPoint.of(new Ball(x.middle(), BigInteger.ZERO, 1 - length), scale);
            exponent--;
        }
        var t = mantissa.subtract(one).shiftLeft(scale).divide(mantissa.add(one));
        var sum = FixedPoint.oddSeries(t, scale, false)
                .shiftLeft(1)
                .add(FixedPoint.ln2(scale).multiply(BigInteger.valueOf(exponent)));
        return new Ball(sum, ALLOWANCE, -scale).rounded(bits);
    }

    static Ball atan(Ball x, int bits) {
        if (x.isUnknown()) {
            return x;
        }
        return Ball.hull(atanPoint(end(x, -1), bits), atanPoint(end(x, 1), bits), bits);
    }

    private static Ball atanPoint(Ball x, int bits) {
        if (x.middle().signum() < 0) {
            return atanPoint(x.negate(), bits).negate();
        }
        int scale = bits + FixedPoint.GUARD;
        if (x.isAbove(1)) { // atan(x) = pi/2 - atan(1/x)
            var inverse = Ball.ONE.dividedBy(x, scale);
            if (inverse.isUnknown()) {
                return inverse;
            }
            var slope = atanSmall(FixedPoint.of(inverse, scale), scale);
            return new Ball(FixedPoint.pi(scale).shiftRight(1).subtract(slope), ALLOWANCE, -scale).rounded(bits);
        }
        return new Ball(atanSmall(FixedPoint.of(x, scale), scale), ALLOWANCE, -scale).rounded(bits);
    }

    /// Halves the angle three times: `tan(a/2) = t / (1 + sqrt(1 + t^2))`.
    private static BigInteger atanSmall(BigInteger fixed, int scale) {
        var one = BigInteger.ONE.shiftLeft(scale);
        var t = fixed;
        for (int i = 0; i < 3; i++) {
            var root = one.multiply(one).add(t.multiply(t)).sqrt();
            t = t.shiftLeft(scale).divide(one.add(root));
        }
        return FixedPoint.oddSeries(t, scale, true).shiftLeft(3);
    }

    static Ball sin(Ball x, int bits) {
        return turned(x, 0, bits);
    }

    static Ball cos(Ball x, int bits) {
        return turned(x, 1, bits);
    }

    /// The sine of `x + quarters * pi/2`.
    private static Ball turned(Ball x, int quarters, int bits) {
        if (!x.isBelow(LARGEST_ANGLE_BITS)) {
            return Ball.UNKNOWN;
        }
        int scale = bits + FixedPoint.GUARD;
        int fine = scale + LARGEST_ANGLE_BITS;
        var right = FixedPoint.pi(fine).shiftRight(1);
        var fixed = FixedPoint.of(x, fine);
        var turns = nearest(fixed, right);
        var rest = fixed.subtract(right.multiply(turns)).shiftRight(LARGEST_ANGLE_BITS);
        int quarter = turns.add(BigInteger.valueOf(quarters))
                .and(BigInteger.valueOf(3))
                .intValue();
        var series = FixedPoint.factorialSeries(rest, scale, quarter % 2 == 0 ? 1 : 0, 2, true);
        var value = new Ball(quarter >= 2 ? series.negate() : series, ALLOWANCE, -scale);
        return value.widened(x.radius(), x.exponent(), bits).rounded(bits);
    }
}
