package mathesis.reward.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BallTest {
    private static final int BITS = 176;

    /// Digits from the tables of Abramowitz and Stegun, 1964, chapters 1 and 4.
    @ParameterizedTest(name = "{0}({1})")
    @CsvSource({
        "pi, 0, 3.14159265358979323846264338327950288419716939937510",
        "exp, 1, 2.71828182845904523536028747135266249775724709369995",
        "log, 2, 0.69314718055994530941723212145817656807550013436025",
        "log, 10, 2.30258509299404568401799145468436420760110148862877",
        "sqrt, 2, 1.41421356237309504880168872420969807856967187537694",
        "sqrt, 3, 1.73205080756887729352744634150587236694280525381038",
        "sin, 1, 0.84147098480789650665250232163029899962256306079837",
        "cos, 1, 0.54030230586813971740093660744297660373231042061792",
        "atan, 1, 0.78539816339744830961566084581987572104929234984378",
        "exp, -1, 0.36787944117144232159552377016146086744581113103176",
        "sin, 100, -0.50636564110975879365655761045978543206503272129066",
    })
    void known_constants_lie_in_their_balls(String function, long argument, BigDecimal digits) {
        var ball = apply(function, Ball.of(argument), BITS);
        var rational = new Rational(digits.unscaledValue(), BigInteger.ONE).shifted(-digits.scale());
        var gap = ball.minus(Ball.of(rational, 2 * BITS), 2 * BITS);
        assertTrue(gap.isBelow(-160), () -> function + " is off by " + gap.approximate()); // 50 digits are 166 bits
    }

    private static Ball apply(String function, Ball x, int bits) {
        return switch (function) {
            case "pi" -> BallFunctions.pi(bits);
            case "exp" -> BallFunctions.exp(x, bits);
            case "log" -> BallFunctions.log(x, bits);
            case "sqrt" -> x.sqrt(bits);
            case "sin" -> BallFunctions.sin(x, bits);
            case "cos" -> BallFunctions.cos(x, bits);
            default -> BallFunctions.atan(x, bits);
        };
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void a_ball_of_low_precision_holds_that_of_high_precision(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 2_000; i++) {
            var x = Ball.of(Rational.of(random.nextLong(1, 4_000), random.nextLong(1, 100)), 300);
            var signed = random.nextBoolean() ? x : x.negate();
            for (var function : List.of("exp", "log", "sqrt", "sin", "cos", "atan")) {
                boolean positive = function.equals("log") || function.equals("sqrt");
                var low = apply(function, positive ? x : signed, 64);
                var high = apply(function, positive ? x : signed, 256);
                assertTrue(low.contains(high), () -> function + " of " + x.approximate());
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {4, 5})
    void a_function_of_a_wide_ball_holds_its_values_at_points_inside(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 2_000; i++) {
            long middle = random.nextLong(1_000, 100_000);
            long radius = random.nextLong(0, 900);
            var wide = new Ball(BigInteger.valueOf(middle), BigInteger.valueOf(radius), -14);
            long inside = middle + random.nextLong(-radius, radius + 1);
            var point = new Ball(BigInteger.valueOf(inside), BigInteger.ZERO, -14);
            for (var function : List.of("exp", "log", "sqrt", "sin", "cos", "atan")) {
                assertTrue(apply(function, wide, 96).contains(apply(function, point, 200)), function);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {6, 7})
    void sums_products_and_quotients_hold_the_exact_values(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 5_000; i++) {
            var a = Rational.of(random.nextLong(-1_000_000, 1_000_000), random.nextLong(1, 1_000));
            var b = Rational.of(random.nextLong(1, 1_000_000), random.nextLong(1, 1_000));
            assertHolds(a, b, (x, y) -> x.plus(y, 50), Rational::plus);
            assertHolds(a, b, (x, y) -> x.times(y, 50), Rational::times);
            assertHolds(a, b, (x, y) -> x.dividedBy(y, 50), Rational::dividedBy);
        }
    }

    private static void assertHolds(
            Rational a, Rational b, BinaryOperator<Ball> balls, BinaryOperator<Rational> exact) {
        var ball = balls.apply(Ball.of(a, 50), Ball.of(b, 50));
        assertTrue(ball.contains(Ball.of(exact.apply(a, b), 300)), () -> a + " and " + b);
    }

    @Test
    void what_cannot_be_said_is_unknown() {
        assertTrue(Ball.ONE.dividedBy(Ball.ZERO, 64).isUnknown());
        assertTrue(Ball.of(-1).sqrt(64).isUnknown());
        assertTrue(BallFunctions.log(Ball.ZERO, 64).isUnknown());
        assertTrue(BallFunctions.exp(Ball.of(100_000), 64).isUnknown());
        assertTrue(BallFunctions.sin(Ball.of(1L << 60), 64).isUnknown());
        assertTrue(Ball.UNKNOWN.plus(Ball.ONE, 64).isUnknown());
    }

    @Test
    void principal_values_have_their_signs() {
        var minusOne = ComplexBall.of(Ball.of(-1));
        assertEquals(1, minusOne.sqrt(64).im().sign());
        assertEquals(1, minusOne.log(64).im().minus(Ball.of(3), 64).sign());
        var lower = new ComplexBall(Ball.of(-1), Ball.of(-1));
        assertEquals(-1, lower.sqrt(64).im().sign());
        assertEquals(-1, lower.log(64).im().sign());
        assertTrue(new ComplexBall(Ball.of(-1), new Ball(BigInteger.ZERO, BigInteger.ONE, -9))
                .sqrt(64)
                .isUnknown());
    }
}
