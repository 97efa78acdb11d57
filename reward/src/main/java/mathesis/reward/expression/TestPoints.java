package mathesis.reward.expression;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/// Points at which two values are compared: chosen by the unknowns' names alone, so that a pair is tried at the same
/// points everywhere. Positive, negative and mixed points come by turns.
final class TestPoints {
    private static final int FRACTION_BITS = 20;
    private static final int SMALLEST_WHOLE = 3;

    private final Set<String> unknowns;
    private final boolean whole;
    private final boolean complex;

    /// @param whole   only natural numbers, for factorials
    /// @param complex whether every third point is off the real line
    TestPoints(Set<String> unknowns, boolean whole, boolean complex) {
        this.unknowns = unknowns;
        this.whole = whole;
        this.complex = complex;
    }

    Map<String, ComplexBall> point(int index) {
        var random = new SplittableRandom(unknowns.hashCode() * 31L + index);
        var point = new HashMap<String, ComplexBall>();
        for (var unknown : unknowns) {
            point.put(unknown, whole ? natural(random) : number(random, index));
        }
        return point;
    }

    private static ComplexBall natural(SplittableRandom random) {
        return ComplexBall.of(Ball.of(random.nextInt(SMALLEST_WHOLE, 12)));
    }

    private ComplexBall number(SplittableRandom random, int index) {
        var size = real(random);
        boolean negative = index % 3 == 1 || index % 3 == 2 && random.nextBoolean();
        var re = negative ? size.negate() : size;
        return new ComplexBall(re, complex && index % 3 == 2 ? real(random) : Ball.ZERO);
    }

    /// Between 1/4 and 9/4.
    private static Ball real(SplittableRandom random) {
        long fraction = random.nextLong(1L << FRACTION_BITS - 2, 9L << FRACTION_BITS - 2);
        return new Ball(BigInteger.valueOf(fraction), BigInteger.ZERO, -FRACTION_BITS);
    }
}
