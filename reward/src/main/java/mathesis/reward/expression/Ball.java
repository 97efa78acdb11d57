package mathesis.reward.expression;

import java.math.BigInteger;

/// A real number known up to an error: every value between `(middle - radius) * 2^exponent` and
/// `(middle + radius) * 2^exponent` is possible, and the true value is one of them. All operations keep that promise:
/// whatever is rounded away goes into the radius. An unbounded ball, which says nothing, has a negative radius.
record Ball(BigInteger middle, BigInteger radius, int exponent) {
    /// Says nothing.
    static final Ball UNKNOWN = new Ball(BigInteger.ZERO, BigInteger.valueOf(-1), 0);

    static final Ball ZERO = new Ball(BigInteger.ZERO, BigInteger.ZERO, 0);
    static final Ball ONE = of(1);
    /// Values outside `2^-LARGEST .. 2^LARGEST` are not worked with: what is too small to be seen beside another value
    /// must not be taken for 0.
    static final int LARGEST = 400;

    private static final int RADIUS_BITS = 30;

    static Ball of(long value) {
        return new Ball(BigInteger.valueOf(value), BigInteger.ZERO, 0);
    }

    /// A rational number to `bits` bits.
    static Ball of(Rational value, int bits) {
        if (value.isWhole()) {
            return new Ball(value.numerator(), BigInteger.ZERO, 0).rounded(bits);
        }
        return new Ball(value.numerator(), BigInteger.ZERO, 0)
                .dividedBy(new Ball(value.denominator(), BigInteger.ZERO, 0), bits);
    }

    boolean isUnknown() {
        return radius.signum() < 0;
    }

    boolean isExactZero() {
        return middle.signum() == 0 && radius.signum() == 0;
    }

    boolean containsZero() {
        return isUnknown() || middle.abs().compareTo(radius) <= 0;
    }

    /// 1 or -1 where the sign is certain, else 0.
    int sign() {
        return containsZero() ? 0 : middle.signum();
    }

    /// Whether every possible value is below `2^power` in size.
    boolean isBelow(int power) {
        if (isUnknown()) {
            return false;
        }
        var top = middle.abs().add(radius);
        return top.signum() == 0 || (long) top.bitLength() + exponent <= power;
    }

    /// Whether every possible value is at least `2^power` in size.
    boolean isAbove(int power) {
        if (containsZero()) {
            return false;
        }
        var bottom = middle.abs().subtract(radius);
        return (long) bottom.bitLength() - 1 + exponent >= power;
    }

    private boolean isWorkable() {
        return isBelow(LARGEST) && (containsZero() || isAbove(-LARGEST));
    }

    /// The same with a middle of at most `bits` bits and a short radius.
    Ball rounded(int bits) {
        if (isUnknown() || !isWorkable()) {
            return UNKNOWN;
        }
        int excess = Math.max(middle.bitLength() - bits, radius.bitLength() - RADIUS_BITS);
        if (excess <= 0) {
            return this;
        }
        // floor division is off by less than one unit of the new exponent; the radius is rounded up by up to one more
        var shortened = middle.shiftRight(excess);
        var wider = radius.shiftRight(excess).add(BigInteger.TWO);
        boolean exact = radius.signum() == 0 && shortened.shiftLeft(excess).equals(middle);
        return new Ball(shortened, exact ? BigInteger.ZERO : wider, exponent + excess);
    }

    Ball plus(Ball other, int bits) {
        if (isUnknown() || other.isUnknown()) {
            return UNKNOWN;
        }
        if (other.isExactZero()) {
            return rounded(bits);
        }
        if (exponent < other.exponent) {
            return other.plus(this, bits);
        }
        int shift = exponent - other.exponent;
        if (shift > 4 * LARGEST + 4 * bits) {
            return isExactZero() ? other : UNKNOWN;
        }
        return new Ball(
                        middle.shiftLeft(shift).add(other.middle),
                        radius.shiftLeft(shift).add(other.radius),
                        other.exponent)
                .rounded(bits);
    }

    Ball negate() {
        return isUnknown() ? UNKNOWN : new Ball(middle.negate(), radius, exponent);
    }

    Ball minus(Ball other, int bits) {
        return plus(other.negate(), bits);
    }

    /// `|xy - mn| <= |m| s + |n| r + r s` for x within r of m and y within s of n.
    Ball times(Ball other, int bits) {
        if (isUnknown() || other.isUnknown()) {
            return UNKNOWN;
        }
        var error = middle.abs()
                .multiply(other.radius)
                .add(other.middle.abs().multiply(radius))
                .add(radius.multiply(other.radius));
        return new Ball(middle.multiply(other.middle), error, exponent + other.exponent).rounded(bits);
    }

    /// Times a power of two.
    Ball shifted(int power) {
        return isUnknown() ? UNKNOWN : new Ball(middle, radius, exponent + power).rounded(Integer.MAX_VALUE);
    }

    Ball dividedBy(Ball other, int bits) {
        return times(other.inverse(bits), bits);
    }

    /// `|1/x - 1/m| <= r / (|m| (|m| - r))` for x within r of m.
    private Ball inverse(int bits) {
        if (containsZero()) {
            return UNKNOWN;
        }
        int scale = bits + middle.bitLength() + 2;
        var size = middle.abs();
        var unit = BigInteger.ONE.shiftLeft(scale);
        var quotient = unit.divide(size);
        var error = radius.signum() == 0
                ? BigInteger.ONE
                : radius.shiftLeft(scale)
                        .divide(size.multiply(size.subtract(radius)))
                        .add(BigInteger.TWO);
        var signed = middle.signum() < 0 ? quotient.negate() : quotient;
        return new Ball(signed, error, -scale - exponent).rounded(bits);
    }

    /// The square root of a ball that holds no negative number but maybe a tiny part of 0.
    Ball sqrt(int bits) {
        if (isUnknown() || middle.add(radius).signum() < 0) {
            return UNKNOWN;
        }
        return hull(edge(-1).rootEdge(bits), edge(1).rootEdge(bits), bits);
    }

    /// One end of the ball, exactly; negative ends count as 0.
    private Ball edge(int side) {
        return new Ball(
                side < 0 ? middle.subtract(radius).max(BigInteger.ZERO) : middle.add(radius),
                BigInteger.ZERO,
                exponent);
    }

    private Ball rootEdge(int bits) {
        int shift = Math.max(0, 2 * bits - middle.bitLength());
        shift += (exponent - shift & 1) == 0 ? 0 : 1;
        var scaled = middle.shiftLeft(shift);
        var root = scaled.sqrt();
        var error = root.multiply(root).equals(scaled) ? BigInteger.ZERO : BigInteger.ONE;
        return new Ball(root, error, (exponent - shift) / 2).rounded(bits + 8);
    }

    /// A ball that holds both.
    static Ball hull(Ball low, Ball high, int bits) {
        if (low.isUnknown() || high.isUnknown()) {
            return UNKNOWN;
        }
        int exponent = Math.min(low.exponent, high.exponent);
        if (Math.max(low.exponent, high.exponent) - exponent > 8 * LARGEST) {
            return UNKNOWN;
        }
        var a = low.middle.subtract(low.radius).shiftLeft(low.exponent - exponent);
        var b = low.middle.add(low.radius).shiftLeft(low.exponent - exponent);
        var c = high.middle.subtract(high.radius).shiftLeft(high.exponent - exponent);
        var d = high.middle.add(high.radius).shiftLeft(high.exponent - exponent);
        var bottom = a.min(c);
        var top = b.max(d);
        // twice the scale, so that the middle is exact
        return new Ball(bottom.add(top), top.subtract(bottom), exponent - 1).rounded(bits);
    }

    /// The same with every value within `error * 2^errorExponent` added.
    Ball widened(BigInteger error, int errorExponent, int bits) {
        return plus(new Ball(BigInteger.ZERO, error, errorExponent), bits);
    }

    Ball abs() {
        int sign = sign();
        if (sign != 0 || isUnknown()) {
            return sign < 0 ? negate() : this;
        }
        var top = middle.abs().add(radius);
        return new Ball(top, top, exponent - 1);
    }

    /// The point in the middle, without error.
    Ball center() {
        return new Ball(middle, BigInteger.ZERO, exponent);
    }

    /// Whether all values of the other ball are possible here.
    boolean contains(Ball other) {
        if (isUnknown()) {
            return true;
        }
        if (other.isUnknown()) {
            return false;
        }
        int least = Math.min(exponent, other.exponent);
        var mine = middle.shiftLeft(exponent - least);
        var theirs = other.middle.shiftLeft(other.exponent - least);
        var spare = radius.shiftLeft(exponent - least).subtract(other.radius.shiftLeft(other.exponent - least));
        return mine.subtract(theirs).abs().compareTo(spare) <= 0;
    }

    /// The value in the middle, roughly.
    double approximate() {
        if (isUnknown()) {
            return Double.NaN;
        }
        int shift = Math.max(0, middle.bitLength() - 60);
        return Math.scalb((double) middle.shiftRight(shift).longValue(), exponent + shift);
    }
}
