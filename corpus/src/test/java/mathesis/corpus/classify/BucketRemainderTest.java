package mathesis.corpus.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BucketRemainderTest {
    private static final int NEIGHBOURS = 70;

    @ParameterizedTest(name = "by {0}")
    @ValueSource(
            ints = {
                1,
                2,
                3,
                5,
                7,
                10,
                64,
                641,
                5000,
                65_535,
                65_536,
                65_537,
                200_000,
                1_999_993,
                2_000_000,
                1 << 21,
                1 << 30,
                Integer.MAX_VALUE - 1,
                Integer.MAX_VALUE
            })
    void is_the_unsigned_remainder_at_the_edges(int divisor) {
        var remainder = BucketRemainder.by(divisor);
        for (int i = -NEIGHBOURS; i <= NEIGHBOURS; i++) {
            assertRemainder(remainder, i);
            assertRemainder(remainder, Long.MIN_VALUE + i);
            for (int bit = 0; bit < Long.SIZE; bit++) {
                assertRemainder(remainder, (1L << bit) + i);
                assertRemainder(remainder, Long.divideUnsigned(-1L >>> bit, divisor) * divisor + i);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void is_the_unsigned_remainder_of_any_number_by_any_divisor(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 100_000; i++) {
            int divisor = 1 + (random.nextInt() >>> 1 + random.nextInt(31)) % Integer.MAX_VALUE;
            assertRemainder(BucketRemainder.by(divisor), random.nextLong() >>> random.nextInt(Long.SIZE));
        }
    }

    @Test
    void a_divisor_below_one_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> BucketRemainder.by(0));
        assertThrows(IllegalArgumentException.class, () -> BucketRemainder.by(-7));
    }

    private static void assertRemainder(BucketRemainder remainder, long n) {
        assertEquals(
                Long.remainderUnsigned(n, remainder.divisor()),
                remainder.of(n),
                () -> Long.toUnsignedString(n) + " by " + remainder.divisor());
    }
}
