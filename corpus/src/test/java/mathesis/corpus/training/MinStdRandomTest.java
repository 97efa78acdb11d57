package mathesis.corpus.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MinStdRandomTest {
    /// ISO C++ [rand.predef]: the 10000th value of a default-constructed minstd_rand (seed 1) is 399268537.
    @Test
    void its_10000th_value_is_that_of_the_standard() {
        var random = new MinStdRandom(1);
        int value = 0;
        for (int i = 0; i < 10_000; i++) {
            value = random.next();
        }
        assertEquals(399_268_537, value);
    }

    @Test
    void seed_0_is_seed_1() {
        assertEquals(48_271, new MinStdRandom(0).next());
        assertEquals(48_271, new MinStdRandom(1).next());
    }

    @Test
    void bounded_draws_are_spread_evenly() {
        var random = new MinStdRandom(3);
        int[] drawn = new int[7];
        for (int i = 0; i < 70_000; i++) {
            drawn[random.nextInt(7)]++;
        }
        for (int count : drawn) {
            assertEquals(10_000, count, 500);
        }
        assertEquals(0, random.nextInt(1));
        assertThrows(IllegalArgumentException.class, () -> random.nextInt(0));
    }

    @Test
    void doubles_lie_in_0_to_1_with_mean_a_half() {
        var random = new MinStdRandom(4);
        double sum = 0;
        for (int i = 0; i < 10_000; i++) {
            double value = random.nextDouble();
            assertTrue(value >= 0 && value < 1);
            sum += value;
        }
        assertEquals(0.5, sum / 10_000, 0.01);
    }
}
