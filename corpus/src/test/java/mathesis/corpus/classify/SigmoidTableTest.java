package mathesis.corpus.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SigmoidTableTest {
    @ParameterizedTest(name = "of {0}: {1}")
    @CsvSource({
        "0, 0.5",
        "0.031, 0.5", // below the first step of 1/32
        "0.03125, 0.5078119",
        "-0.001, 0.4921881", // the step's lower end
        "8, 0.9996647",
        "8.0001, 1",
        "-8, 0.0003353501",
        "-8.0001, 0",
        "NaN, 0.0003353501",
    })
    void is_looked_up_at_the_lower_end_of_a_step(float x, float expected) {
        assertEquals(expected, SigmoidTable.of(x), 1e-7);
    }
}
