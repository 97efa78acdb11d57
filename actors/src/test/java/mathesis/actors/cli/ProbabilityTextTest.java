package mathesis.actors.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ProbabilityTextTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "1.00001, 1.00001",
        "0.5, 0.5",
        "0.95290, 0.9529",
        "0.9993284, 0.999328",
        "0.9999999, 1",
        "0.00069209, 0.00069209",
        "0.0001, 0.0001",
        "0.00009999, 9.999e-05",
        "0.0000120962, 1.20962e-05",
        "0.00001, 1e-05",
        "1.5e-12, 1.5e-12"
    })
    void numbers_are_printed_as_cpp_streams_do(float value, String text) {
        assertEquals(text, ProbabilityText.of(value));
    }
}
