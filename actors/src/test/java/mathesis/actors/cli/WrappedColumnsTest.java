package mathesis.actors.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WrappedColumnsTest {
    @Test
    void lines_break_at_the_last_space_that_fits() {
        assertEquals(
                List.of("Tom has 3", "apples and", "12 pears"),
                WrappedColumns.wrap("Tom has 3 apples and 12 pears", 10));
    }

    @Test
    void a_word_longer_than_the_column_is_cut() {
        assertEquals(List.of("abcde", "fgh", "ij"), WrappedColumns.wrap("abcdefgh ij", 5));
    }

    @Test
    void the_texts_own_lines_are_kept() {
        assertEquals(List.of("3 + 4 = 7", "#### 7"), WrappedColumns.wrap("3 + 4 = 7\n#### 7\n", 40));
    }

    @Test
    void the_shorter_side_is_filled_with_blanks() {
        assertEquals(
                List.of("one       | 1", "two       |", "three     |"),
                WrappedColumns.sideBySide("one\ntwo\nthree", "1", 22).stream()
                        .map(String::stripTrailing)
                        .toList());
    }
}
