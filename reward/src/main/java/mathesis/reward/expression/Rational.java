package mathesis.reward.expression;

import java.math.BigInteger;

/// An exact fraction in lowest terms with a positive denominator, so that equal values are equal records.
///
/// @param numerator   carries the sign
/// @param denominator positive, without a common factor with the numerator
public record Rational(BigInteger numerator, BigInteger denominator) implements Comparable<Rational> {
    /// 0.
    public static final Rational ZERO = of(0);
    /// 1.
    public static final Rational ONE = of(1);

    public Rational {
        if (denominator.signum() == 0) {
            throw new ArithmeticException("denominator 0");
        }
        if (fitsLong(numerator) && fitsLong(denominator)) { // nearly always; several times as fast
            long common = gcd(numerator.longValue(), denominator.longValue());
            if (common != 1) {
                numerator = BigInteger.valueOf(numerator.longValue() / common);
                denominator = BigInteger.valueOf(denominator.longValue() / common);
            }
        } else {
            var common = numerator.gcd(denominator);
            common = denominator.signum() < 0 ? common.negate() : common;
            numerator = numerator.divide(common);
            denominator = denominator.divide(common);
        }
    }

    /// A whole number.
    public static Rational of(long whole) {
        return new Rational(BigInteger.valueOf(whole), BigInteger.ONE);
    }

    /// @throws ArithmeticException when the denominator is 0
    public static Rational of(long numerator, long denominator) {
        return new Rational(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
    }

    /// The sum.
    public Rational plus(Rational other) {
        return new Rational(
                numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
                denominator.multiply(other.denominator));
    }

    /// The opposite number.
    public Rational negate() {
        return new Rational(numerator.negate(), denominator);
    }

    /// The product.
    public Rational times(Rational other) {
        return new Rational(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
    }

    /// @throws ArithmeticException when `other` is 0
    public Rational dividedBy(Rational other) {
        return new Rational(numerator.multiply(other.denominator), denominator.multiply(other.numerator));
    }

    /// This times `10^exponent`; the caller bounds the exponent.
    public Rational shifted(int exponent) {
        var power = BigInteger.TEN.pow(Math.abs(exponent));
        return exponent < 0
                ? new Rational(numerator, denominator.multiply(power))
                : new Rational(numerator.multiply(power), denominator);
    }

    /// Whether this is an integer.
    public boolean isWhole() {
        return denominator.equals(BigInteger.ONE);
    }

    @Override
    public int compareTo(Rational other) {
        return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
    }

    @Override
    public String toString() {
        return isWhole() ? numerator.toString() : numerator + "/" + denominator;
    }

    private static boolean fitsLong(BigInteger value) {
        return value.bitLength() < Long.SIZE - 1; // leaves out the smallest long, whose negation overflows
    }

    /// The greatest common divisor, with the sign of the denominator.
    private static long gcd(long numerator, long denominator) {
        long a = Math.abs(numerator);
        long b = Math.abs(denominator);
        while (b != 0) {
            long rest = a % b;
            a = b;
            b = rest;
        }
        return denominator < 0 ? -a : a;
    }

    /// The value as `-1`, `0` or `1` by its sign.
    public int signum() {
        return numerator.signum();
    }

    /// The absolute value.
    public Rational abs() {
        return numerator.signum() < 0 ? negate() : this;
    }

    /// The difference.
    public Rational minus(Rational other) {
        return plus(other.negate());
    }

    /// This to a whole power, which may be negative; the caller bounds the exponent.
    ///
    /// @throws ArithmeticException when this is 0 and the exponent negative
    public Rational pow(int exponent) {
        return exponent >= 0
                ? new Rational(numerator.pow(exponent), denominator.pow(exponent))
                : ONE.dividedBy(new Rational(numerator.pow(-exponent), denominator.pow(-exponent)));
    }

    /// The largest integer not above this.
    public BigInteger floor() {
        var parts = numerator.divideAndRemainder(denominator);
        return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }

    /// Bits of the larger of numerator and denominator.
    public int bits() {
        return Math.max(numerator.bitLength(), denominator.bitLength());
    }

    /// The whole number that this is, where it is one and fits.
    public boolean fitsInt() {
        return isWhole() && numerator.bitLength() < Integer.SIZE;
    }

    /// As an int.
    ///
    /// @throws ArithmeticException when it is none
    public int intValue() {
        return numerator.intValueExact();
    }
}
