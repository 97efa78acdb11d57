package mathesis.bench.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SampleTest {
    @Test
    void the_median_is_the_middle_whatever_the_order() {
        assertEquals(3, new Sample(9, 1, 3).median());
        assertEquals(2.5, new Sample(4, 1, 2, 3).median());
    }

    @Test
    void the_spread_is_half_the_middle_half_over_the_median() {
        assertEquals(0.5, new Sample(1, 1, 2, 3, 3).spread());
        assertEquals(0, new Sample(7).spread());
    }

    @Test
    void a_ratio_is_taken_within_each_round() {
        assertArrayEquals(
                new double[] {2, 3}, new Sample(2, 30).over(new Sample(1, 10)).readings());
    }

    @Test
    void a_rate_is_work_over_seconds() {
        assertArrayEquals(new double[] {50, 25}, new Sample(2, 4).rate(100).readings());
    }
}
