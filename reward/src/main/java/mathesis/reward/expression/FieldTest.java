package mathesis.reward.expression;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import mathesis.reward.expression.Expression.Constant;
import mathesis.reward.expression.Expression.Number;
import mathesis.reward.expression.Expression.Power;
import mathesis.reward.expression.Expression.Product;
import mathesis.reward.expression.Expression.Quotient;
import mathesis.reward.expression.Expression.Sum;
import mathesis.reward.expression.Expression.Symbol;

/// Compares two rational functions at points of the field of `2^61 - 1` elements, without multiplying them out.
/// pi and e are taken as unknowns. Different functions of degree d agree at a point by chance once in `2^61 / d`
/// times.
final class FieldTest {
    private static final long PRIME = (1L << 61) - 1;
    private static final BigInteger MODULUS = BigInteger.valueOf(PRIME);
    private static final int POINTS = 2;

    private final Map<String, Long> point = new HashMap<>();

    /// Whether both have one value at each of two points.
    ///
    /// @throws NoValue where they are no rational functions, or have a pole at a point
    static boolean agree(Expression one, Expression other) {
        for (int i = 0; i < POINTS; i++) {
            var test = new FieldTest(one, other, i);
            if (test.value(one) != test.value(other)) {
                return false;
            }
        }
        return true;
    }

    private FieldTest(Expression one, Expression other, int index) {
        var names = new TreeSet<>(Unknowns.of(one));
        names.addAll(Unknowns.of(other));
        names.add(Constant.PI.name());
        names.add(Constant.E.name());
        var random = new SplittableRandom(names.hashCode() * 37L + index);
        names.forEach(name -> point.put(name, random.nextLong(PRIME)));
    }

    private long value(Expression expression) {
        return switch (expression) {
            case Number(var value, var _) -> times(residue(value.numerator()), inverse(residue(value.denominator())));
            case Symbol(var name) -> point.get(name);
            case Constant constant when constant == Constant.PI || constant == Constant.E -> point.get(constant.name());
            case Sum(var terms) -> sum(terms);
            case Product(var factors) -> product(factors);
            case Quotient(var dividend, var divisor) -> times(value(dividend), inverse(value(divisor)));
            case Power(var base, Number(var exponent, var _))
            when exponent.isWhole() -> power(value(base), exponent.numerator());
            default -> throw new NoValue("no rational function");
        };
    }

    private long sum(List<Expression> terms) {
        long sum = 0;
        for (var term : terms) {
            sum = (sum + value(term)) % PRIME;
        }
        return sum;
    }

    private long product(List<Expression> factors) {
        long product = 1;
        for (var factor : factors) {
            product = times(product, value(factor));
        }
        return product;
    }

    private static long residue(BigInteger number) {
        return number.mod(MODULUS).longValue();
    }

    private static long power(long base, BigInteger exponent) {
        if (base == 0) {
            throw new NoValue("power of 0");
        }
        return BigInteger.valueOf(base)
                .modPow(exponent.mod(MODULUS.subtract(BigInteger.ONE)), MODULUS)
                .longValue();
    }

    private static long inverse(long number) {
        return power(number, BigInteger.valueOf(-1));
    }

    /// The product of two numbers below `2^61 - 1`: its upper bits count as often as its lower ones.
    private static long times(long a, long b) {
        long low = a * b;
        long high = Math.multiplyHigh(a, b);
        long sum = (low & PRIME) + (low >>> 61 | high << 3);
        return sum >= PRIME ? sum - PRIME : sum;
    }
}
