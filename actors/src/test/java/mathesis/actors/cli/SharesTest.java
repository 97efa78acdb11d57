package mathesis.actors.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SharesTest {
    @Test
    void thirds_give_the_missing_point_to_the_first() {
        assertArrayEquals(new int[] {34, 33, 33}, Shares.percent(2, 2, 2));
    }

    @Test
    void the_largest_remainder_is_rounded_up() {
        assertArrayEquals(new int[] {60, 9, 31}, Shares.percent(0.602, 0.091, 0.307));
    }

    @Test
    void nothing_has_no_shares() {
        assertArrayEquals(new int[2], Shares.percent(0, 0));
    }

    @RepeatedTest(value = 50, name = "seed {currentRepetition}")
    void add_up_to_100(RepetitionInfo seed) {
        var random = new Random(seed.getCurrentRepetition());
        var parts = random.doubles(1 + random.nextInt(9)).toArray();
        assertEquals(100, Arrays.stream(Shares.percent(parts)).sum());
    }
}
