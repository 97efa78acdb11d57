package mathesis.reward.equivalence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import mathesis.reward.expression.Rational;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RationalTest {
    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void obeys_the_laws_of_a_field(long seed) {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        var a = draw(random);
        var b = draw(random);
        var c = draw(random);
        assertEquals(a.plus(b), b.plus(a));
        assertEquals(a.times(b), b.times(a));
        assertEquals(a.plus(b).plus(c), a.plus(b.plus(c)));
        assertEquals(a.times(b.plus(c)), a.times(b).plus(a.times(c)));
        assertEquals(Rational.ZERO, a.plus(a.negate()));
        assertEquals(a, a.times(b).dividedBy(b));
        assertEquals(a.compareTo(b) < 0, b.compareTo(a) > 0);
        assertEquals(BigInteger.ONE, a.numerator().gcd(a.denominator()));
        assertTrue(a.denominator().signum() > 0);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void survives_being_written_and_read_in_every_spelling(long seed) {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        var decimal =
                new BigDecimal(new BigInteger(random.nextInt(1, 100), toJavaRandom(random)), random.nextInt(0, 30));
        var value = new Rational(decimal.unscaledValue(), BigInteger.TEN.pow(decimal.scale()));
        var plain = decimal.toPlainString();
        assertSame(value, plain);
        assertSame(value, value.toString());
        assertSame(value, "\\frac{" + value.numerator() + "}{" + value.denominator() + "}");
        assertSame(value, decimal.unscaledValue() + "e-" + decimal.scale());
        assertSame(value, String.format("%,d", decimal.toBigInteger()) + fraction(plain));
        assertSame(value.negate(), "-" + plain);
    }

    @Test
    void reduces_at_the_borders_of_a_long() {
        assertEquals("1", new Rational(big(Long.MIN_VALUE), big(Long.MIN_VALUE)).toString());
        assertEquals("-9223372036854775808", new Rational(big(Long.MIN_VALUE), BigInteger.ONE).toString());
        assertEquals("9223372036854775808", new Rational(big(Long.MIN_VALUE), big(-1)).toString());
        assertEquals(
                "-1/2",
                Rational.of(Long.MAX_VALUE, 2)
                        .dividedBy(Rational.of(-Long.MAX_VALUE))
                        .toString());
        assertEquals("0", Rational.of(0, -5).toString());
        assertThrows(ArithmeticException.class, () -> Rational.of(1, 0));
    }

    private static void assertSame(Rational value, String text) {
        var read = Quantity.parse(AnswerText.clean(text));
        assertEquals(value, read.orElseThrow(() -> new AssertionError(text)).value(), text);
    }

    private static String fraction(String plain) {
        int point = plain.indexOf('.');
        return point < 0 ? "" : plain.substring(point);
    }

    /// A fraction of random sign whose parts are short or long.
    private static Rational draw(RandomGenerator random) {
        var top = new BigInteger(random.nextInt(1, 150), toJavaRandom(random)).add(BigInteger.ONE);
        var bottom = new BigInteger(random.nextInt(1, 150), toJavaRandom(random)).add(BigInteger.ONE);
        return new Rational(random.nextBoolean() ? top : top.negate(), bottom);
    }

    private static java.util.Random toJavaRandom(RandomGenerator random) {
        return java.util.Random.from(random);
    }

    private static BigInteger big(long value) {
        return BigInteger.valueOf(value);
    }
}
