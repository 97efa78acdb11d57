package mathesis.actors.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TextTableTest {
    @Test
    void numbers_are_aligned_to_the_right() {
        var table = TextTable.ofNumbers("benchmark", "greedy")
                .row("pass@8", "7.5 %")
                .row("a", "100.0 %");
        assertEquals(List.of("benchmark   greedy", "pass@8       7.5 %", "a          100.0 %"), table.lines());
    }

    @Test
    void words_are_aligned_to_the_left() {
        var table = TextTable.ofWords().row("ok", "java", "25").row("absent", "x", "none");
        assertEquals(List.of("ok      java  25", "absent  x     none"), table.lines());
    }
}
