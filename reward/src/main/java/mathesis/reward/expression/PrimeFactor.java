package mathesis.reward.expression;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// Prime factors by trial division up to a bound; what is left over counts as one factor.
///
/// @param proven whether the factor is certainly prime
record PrimeFactor(BigInteger factor, int exponent, boolean proven) {
    private static final int LARGEST_DIVISOR = 2000;

    /// The factors of a positive number in ascending order.
    static List<PrimeFactor> of(BigInteger number) {
        var factors = new ArrayList<PrimeFactor>();
        var rest = number;
        for (int divisor = 2;
                divisor <= LARGEST_DIVISOR && !rest.equals(BigInteger.ONE);
                divisor += divisor == 2 ? 1 : 2) {
            var prime = BigInteger.valueOf(divisor);
            int exponent = 0;
            for (var parts = rest.divideAndRemainder(prime);
                    parts[1].signum() == 0;
                    parts = rest.divideAndRemainder(prime)) {
                rest = parts[0];
                exponent++;
            }
            if (exponent > 0) {
                factors.add(new PrimeFactor(prime, exponent, true));
            }
            if (rest.bitLength() < Long.SIZE / 2 && (long) divisor * divisor > rest.longValue()) {
                break;
            }
        }
        if (!rest.equals(BigInteger.ONE)) {
            addRest(factors, rest);
        }
        return factors;
    }

    private static void addRest(List<PrimeFactor> factors, BigInteger rest) {
        boolean proven = rest.compareTo(BigInteger.valueOf((long) LARGEST_DIVISOR * LARGEST_DIVISOR)) < 0;
        var root = rest.sqrt();
        boolean square = !proven && root.multiply(root).equals(rest);
        factors.add(square ? new PrimeFactor(root, 2, root.bitLength() < 22) : new PrimeFactor(rest, 1, proven));
    }
}
