package mathesis.actors.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import mathesis.actors.cli.StepTable.Row;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StepTableTest {
    private final StepTable table = new StepTable();

    @Test
    void the_first_step_comes_with_a_header_of_the_same_columns() {
        var lines = table.lines(row(7, OptionalDouble.of(0.4118)));
        assertEquals(
                List.of(
                        " step  reward  held-out       KL  entropy  length     gap  sampled/s  trained/s      s  time in %",
                        "    7   0.412    41.2 %   0.0031    0.502    38.2       0     12,346      5,432    1.8"
                                + "  sampling 61 grading 2 learning 37"),
                lines);
    }

    @Test
    void a_step_that_was_not_evaluated_leaves_its_column_empty() {
        table.lines(row(1, OptionalDouble.of(0.5)));
        assertEquals(
                "    2   0.412             0.0031    0.502    38.2       0     12,346      5,432    1.8"
                        + "  sampling 61 grading 2 learning 37",
                table.lines(row(2, OptionalDouble.empty())).getLast());
    }

    @Test
    void the_header_comes_again_after_thirty_lines() {
        for (int step = 1; step <= 30; step++) {
            assertEquals(
                    step == 1 ? 2 : 1,
                    table.lines(row(step, OptionalDouble.empty())).size());
        }
        assertEquals(2, table.lines(row(31, OptionalDouble.empty())).size());
    }

    @Test
    void the_shares_of_time_add_up_to_100() {
        var line = table.lines(row(1, OptionalDouble.empty())).getLast();
        var shares =
                Pattern.compile("(?<=[a-z] )\\d+").matcher(line).results().mapToInt(m -> Integer.parseInt(m.group()));
        assertEquals(100, shares.sum());
        assertTrue(Arrays.stream(line.split(" ")).noneMatch("NaN"::equals));
    }

    private static Row row(long step, OptionalDouble heldOut) {
        Map<String, Double> phases = new LinkedHashMap<>();
        phases.put("sampling", 1.098);
        phases.put("grading", 0.036);
        phases.put("learning", 0.666);
        return new Row(step, 0.4121, heldOut, 0.00312, 0.5021, 38.2, 0, 12_345.6, 5_432.1, 1.8, phases);
    }
}
