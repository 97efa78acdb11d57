package mathesis.reward.expression;

import java.math.BigInteger;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Constants and Taylor series in fixed point: a real number x is an integer X with `|X - x 2^scale| <= error`, where
/// each method states its error. Thread-safe; pi and ln 2 are kept by scale.
final class FixedPoint {
    /// Bits worked with beyond those of the result.
    static final int GUARD = 40;
    /// Error of [#pi] and [#ln2]: fewer than 2^9 terms, each off by less than 2, times at most 18.
    static final int CONSTANT_ERROR_BITS = 15;

    private static final ConcurrentMap<Integer, BigInteger> PI = new ConcurrentHashMap<>();
    private static final ConcurrentMap<Integer, BigInteger> LN2 = new ConcurrentHashMap<>();

    private FixedPoint() {}

    /// pi, with an error of at most 1.
    static BigInteger pi(int scale) {
        return PI.computeIfAbsent(scale, FixedPoint::machin);
    }

    /// ln 2, with an error of at most 1.
    static BigInteger ln2(int scale) {
        return LN2.computeIfAbsent(scale, FixedPoint::logarithm);
    }

    /// `pi = 16 atan(1/5) - 4 atan(1/239)`
    private static BigInteger machin(int scale) {
        int fine = scale + CONSTANT_ERROR_BITS;
        var pi = inverseSeries(5, fine, true)
                .multiply(BigInteger.valueOf(16))
                .subtract(inverseSeries(239, fine, true).multiply(BigInteger.valueOf(4)));
        return pi.shiftRight(CONSTANT_ERROR_BITS);
    }

    /// `ln 2 = 18 atanh(1/26) - 2 atanh(1/4801) + 8 atanh(1/8749)`
    private static BigInteger logarithm(int scale) {
        int fine = scale + CONSTANT_ERROR_BITS;
        var sum = inverseSeries(26, fine, false)
                .multiply(BigInteger.valueOf(18))
                .subtract(inverseSeries(4801, fine, false).multiply(BigInteger.TWO))
                .add(inverseSeries(8749, fine, false).multiply(BigInteger.valueOf(8)));
        return sum.shiftRight(CONSTANT_ERROR_BITS);
    }

    /// atan(1/n) or atanh(1/n); each term is off by less than 2.
    private static BigInteger inverseSeries(int n, int scale, boolean alternating) {
        var square = BigInteger.valueOf((long) n * n);
        var power = BigInteger.ONE.shiftLeft(scale).divide(BigInteger.valueOf(n));
        var sum = BigInteger.ZERO;
        for (int k = 0; power.signum() != 0; k++) {
            var term = power.divide(BigInteger.valueOf(2L * k + 1));
            sum = alternating && k % 2 == 1 ? sum.subtract(term) : sum.add(term);
            power = power.divide(square);
        }
        return sum;
    }

    /// The sum of `x^k / k!` over k of one parity, with signs by turns where asked; for |x| below 1 the error is
    /// below 4 per term beyond that of x itself.
    ///
    /// @param first   0 or 1, the first k
    /// @param step    1 for all k, 2 for one parity
    /// @param negated whether the signs alternate
    static BigInteger factorialSeries(BigInteger x, int scale, int first, int step, boolean negated) {
        var factor = step == 1 ? x : x.multiply(x).shiftRight(scale);
        var term = first == 0 ? BigInteger.ONE.shiftLeft(scale) : x;
        var sum = BigInteger.ZERO;
        int k = first;
        for (int i = 0; term.abs().compareTo(BigInteger.ONE) > 0; i++) {
            sum = negated && i % 2 == 1 ? sum.subtract(term) : sum.add(term);
            term = term.multiply(factor).shiftRight(scale);
            for (int j = 1; j <= step; j++) {
                term = term.divide(BigInteger.valueOf((long) k + j));
            }
            k += step;
        }
        return sum;
    }

    /// The sum of `x^k / k` over odd k, with signs by turns for atan and without for atanh; for |x| below 1/2 the error
    /// is below 4 per term beyond that of x itself.
    static BigInteger oddSeries(BigInteger x, int scale, boolean negated) {
        var square = x.multiply(x).shiftRight(scale);
        var power = x;
        var sum = BigInteger.ZERO;
        for (int k = 0; power.abs().compareTo(BigInteger.ONE) > 0; k++) {
            var term = power.divide(BigInteger.valueOf(2L * k + 1));
            sum = negated && k % 2 == 1 ? sum.subtract(term) : sum.add(term);
            power = power.multiply(square).shiftRight(scale);
        }
        return sum;
    }

    /// A ball's middle in fixed point, with an error of at most 1.
    static BigInteger of(Ball ball, int scale) {
        int shift = ball.exponent() + scale;
        return shift >= 0 ? ball.middle().shiftLeft(shift) : ball.middle().shiftRight(-shift);
    }
}
