package mathesis.actors.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TicksTest {
    @ParameterizedTest(name = "{0} to {1}: {3}")
    @CsvSource({
        "0, 200, 10, 0 20 40 60 80 100 120 140 160 180 200",
        "0, 0.87, 4, 0.0 0.5 1.0",
        "0, 0.0031, 4, 0.000 0.001 0.002 0.003 0.004",
        "-0.3, 0.9, 4, -0.5 0.0 0.5 1.0",
        "0, 12500, 5, '0 5,000 10,000 15,000'",
    })
    void are_round_numbers_around_the_values(double least, double greatest, int about, String expected) {
        assertEquals(expected, labels(Ticks.around(least, greatest, about), 1));
    }

    @Test
    void are_whole_over_things_that_are_counted() {
        assertEquals("0 1 2 3 4", labels(Ticks.ofWholeNumbers(0, 4, 10), 1));
    }

    @Test
    void read_as_per_cent_with_a_factor_of_100() {
        assertEquals("0 20 40 60 80", labels(Ticks.around(0, 0.8, 4), 100));
    }

    @Test
    void enclose_a_single_value() {
        var ticks = Ticks.around(3, 3, 4);
        assertTrue(ticks.low() <= 3 && 3 <= ticks.high() && ticks.low() < ticks.high(), ticks.toString());
    }

    private static String labels(Ticks ticks, double factor) {
        return IntStream.range(0, ticks.count())
                .mapToObj(i -> ticks.label(i, factor))
                .collect(Collectors.joining(" "));
    }
}
