package mathesis.actors.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import mathesis.actors.cli.StepTable.Row;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StepTableTest {
    private final StepTable table = new StepTable();

    @Test
    void the_first_step_comes_with_a_header_of_the_same_columns() {
        assertEquals(
                List.of(
                        " step reward held-out      KL entropy length   gap sampled/s trained/s     s | sample grade learn %",
                        "    7  0.412   41.2 %  0.0031   0.502   38.2     0    12,346     5,432   1.8 |     61     2    37"),
                table.lines(row(7, OptionalDouble.of(0.4118))));
    }

    @Test
    void a_step_that_was_not_evaluated_leaves_its_column_empty() {
        table.lines(row(1, OptionalDouble.of(0.5)));
        assertEquals(
                "    2  0.412           0.0031   0.502   38.2     0    12,346     5,432   1.8 |     61     2    37",
                table.lines(row(2, OptionalDouble.empty())).getLast());
    }

    @Test
    void the_header_comes_again_after_thirty_lines() {
        for (int step = 1; step <= 30; step++) {
            int lines = table.lines(row(step, OptionalDouble.empty())).size();
            assertEquals(step == 1 ? 2 : 1, lines);
        }
        assertEquals(2, table.lines(row(31, OptionalDouble.empty())).size());
    }

    @Test
    void the_shares_of_time_add_up_to_100() {
        var line = table.lines(row(1, OptionalDouble.empty())).getLast();
        var shares = line.substring(line.indexOf('|') + 1).strip().split(" +");
        assertEquals(100, Arrays.stream(shares).mapToInt(Integer::parseInt).sum());
    }

    private static Row row(long step, OptionalDouble heldOut) {
        Map<String, Double> phases = new LinkedHashMap<>();
        phases.put("sample", 1.098);
        phases.put("grade", 0.036);
        phases.put("learn", 0.666);
        return new Row(step, 0.4121, heldOut, 0.00312, 0.5021, 38.2, 0, 12_345.6, 5_432.1, 1.8, phases);
    }
}
