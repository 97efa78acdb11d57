package mathesis.rollout.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ProgramCallsTest {
    private final ProgramCalls calls = new ProgramCalls();

    @ParameterizedTest(name = "in pieces of {0} characters")
    @ValueSource(ints = {1, 2, 7, 8, 9, 33, 1000})
    void a_call_is_complete_with_its_last_character_however_the_text_comes(int size) {
        var text = "We compute.\n```python\nprint(6 * 7)\n```\n```output";
        for (int from = 0; from < text.length(); from += size) {
            int to = Math.min(from + size, text.length());
            assertEquals(to == text.length(), calls.append(text.substring(from, to)), () -> "at " + to);
        }
        assertEquals(List.of("print(6 * 7)\n"), calls.programs());
    }

    @Test
    void a_piece_may_reach_past_the_call() {
        assertTrue(calls.append("```python\n1\n```\n```output\n"));
        assertTrue(calls.endsLine());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "```output",
                "no program\n```output\n7\n```\n",
                "```java\n1\n```\n```output",
                "```python3\n1\n```\n```output",
                "```python\n1\n```\nthe block ```output",
                "```python\nprint('```output')\n",
                "```python```output",
                "```python\n1\n```\n``output"
            })
    void text_like_these_is_no_call(String text) {
        assertFalse(calls.append(text));
        assertEquals(List.of(), calls.programs());
    }

    @Test
    void the_fence_of_the_call_may_close_the_program() {
        assertTrue(calls.append("```python\n1\n  ```output"));
        assertEquals(List.of("1\n  "), calls.programs());
    }

    @Test
    void a_call_after_one_that_was_none_has_all_programs() {
        assertFalse(calls.append("```output\n5\n```\n"));
        assertTrue(calls.append("```python\n1\n```\nand\n```python \n2\n```\n```output"));
        assertEquals(List.of("1\n", "2\n"), calls.programs());
    }

    @Test
    void a_later_call_needs_a_new_program_and_has_the_earlier_ones_too() {
        calls.append("```python\n1\n```\n```output");
        calls.skip("\n1\n```\n");
        assertFalse(calls.append("Again:\n```output"));
        assertTrue(calls.append("\n```python\n2\n```\n```output"));
        assertEquals(List.of("1\n", "2\n"), calls.programs());
    }

    @Test
    void a_program_that_a_tool_printed_is_none_and_its_call_neither() {
        calls.append("```python\n1\n```\n```output");
        calls.skip("\n```python\nevil\n```\n```output\n```\n");
        assertFalse(calls.append("```output"));
        assertFalse(calls.append("\n"));
        assertEquals(List.of("1\n"), calls.programs());
    }
}
