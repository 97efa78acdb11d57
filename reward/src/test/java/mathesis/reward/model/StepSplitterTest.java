package mathesis.reward.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class StepSplitterTest {
    private static final StepSplitter LINES = StepSplitter.LINES;

    @Test
    void each_line_is_a_step_with_its_line_break() {
        assertEquals(List.of("1+1=2\n", "2+2=4\n", "#### 4"), LINES.steps("1+1=2\n2+2=4\n#### 4"));
        assertEquals(List.of("#### 4"), LINES.steps("#### 4"));
        assertEquals(List.of(), LINES.steps(""));
    }

    @Test
    void blank_pieces_belong_to_the_step_before_and_leading_ones_to_the_first() {
        assertEquals(List.of("a\n\n \n", "b\n\n"), LINES.steps("a\n\n \nb\n\n"));
        assertEquals(List.of("\n\na\n", "b"), LINES.steps("\n\na\nb"));
        assertEquals(List.of("\n \n"), LINES.steps("\n \n"));
        assertEquals(List.of("a\n   "), LINES.steps("a\n   "));
    }

    @Test
    void a_delimiter_may_be_any_text() {
        assertEquals(List.of("a ки", " b ки"), new StepSplitter("ки").steps("a ки b ки"));
        assertEquals(List.of("a\n\n", "b\nc"), new StepSplitter("\n\n").steps("a\n\nb\nc"));
        assertThrows(IllegalArgumentException.class, () -> new StepSplitter(""));
    }

    @Test
    void a_token_that_spans_a_border_belongs_to_the_earlier_step() {
        var tokenizer = PieceTokenizer.of("=2\n3");
        int[] tokens = {'1', tokenizer.piece("=2\n3"), '+', '4'};
        assertArrayEquals(new int[] {1, 3}, LINES.ends(tokenizer, tokens));
        assertEquals(List.of("1=2\n3", "+4"), LINES.steps(tokenizer, tokens));
    }

    @Test
    void steps_that_share_a_token_are_one() {
        var tokenizer = PieceTokenizer.of("\nb\n");
        int[] tokens = {'a', tokenizer.piece("\nb\n"), 'c'};
        assertArrayEquals(new int[] {1, 2}, LINES.ends(tokenizer, tokens));
        assertEquals(List.of("a\nb\n", "c"), LINES.steps(tokenizer, tokens));
    }

    @Test
    void a_delimiter_that_two_tokens_make_ends_with_the_second() {
        var tokenizer = PieceTokenizer.of("\nx");
        int[] tokens = {'a', '\n', tokenizer.piece("\nx"), 'y'};
        assertArrayEquals(new int[] {2, 3}, new StepSplitter("\n\n").ends(tokenizer, tokens));
    }

    @Test
    void characters_split_over_tokens_count_where_they_are_complete() {
        var tokenizer = PieceTokenizer.of();
        int[] tokens = tokenizer.encode("é\n因ки2ки", false); // 2 + 1 + 3 + 4 + 1 + 4 bytes
        assertArrayEquals(new int[] {2, 14}, LINES.ends(tokenizer, tokens));
        assertArrayEquals(new int[] {9, 14}, new StepSplitter("ки").ends(tokenizer, tokens));
    }

    @Test
    void a_trailing_delimiter_makes_no_step_and_the_stop_token_belongs_to_the_last() {
        var tokenizer = PieceTokenizer.of();
        assertArrayEquals(new int[] {1, 4}, LINES.ends(tokenizer, 'a', '\n', 'b', '\n', tokenizer.stop()));
        assertArrayEquals(new int[] {0}, LINES.ends(tokenizer, tokenizer.stop()));
        assertArrayEquals(new int[] {2}, LINES.ends(tokenizer, '\n', '\n', tokenizer.stop()));
        assertArrayEquals(new int[0], LINES.ends(tokenizer));
    }

    @Test
    void a_character_that_stays_unfinished_belongs_to_the_last_step() {
        var tokenizer = PieceTokenizer.of();
        assertArrayEquals(new int[] {1, 3}, LINES.ends(tokenizer, 'a', '\n', 'b', 0xE5));
        assertArrayEquals(new int[] {1, 2}, LINES.ends(tokenizer, 'a', '\n', 0xE5));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void steps_make_the_solution_and_ends_ascend_to_the_last_token(long seed) {
        var random = new Random(seed);
        var tokenizer = PieceTokenizer.of("\n\n", "\n ", "b\n", "\n因", "因 b", " \n\n ");
        var alphabet = List.of("a", "b", "\n", "\n", " ", "因", "é");
        for (int round = 0; round < 200; round++) {
            var text = new StringBuilder();
            for (int i = random.nextInt(12); i >= 0; i--) {
                text.append(alphabet.get(random.nextInt(alphabet.size())));
            }
            int[] tokens = tokenizer.encode(text.toString(), false);
            var splitter = random.nextBoolean() ? LINES : new StepSplitter("\n\n");
            assertEquals(text.toString(), String.join("", splitter.steps(text.toString())));
            assertEquals(text.toString(), String.join("", splitter.steps(tokenizer, tokens)));
            int[] ends = splitter.ends(tokenizer, tokens);
            assertEquals(tokens.length - 1, ends[ends.length - 1]);
            for (int i = 1; i < ends.length; i++) {
                assertTrue(ends[i] > ends[i - 1]);
            }
            for (var step : splitter.steps(text.toString())) {
                assertTrue(!step.isBlank() || text.toString().isBlank(), "a blank step of " + text);
            }
            assertTrue(ends.length <= splitter.steps(text.toString()).size());
        }
    }
}
