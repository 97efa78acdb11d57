package mathesis.rollout.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ToolPolicyTest {
    @Test
    void the_paper_shows_a_hundred_characters() {
        var hundred = "0123456789".repeat(10);
        assertEquals(hundred, ToolPolicy.PAPER.shown(hundred));
        var more = "a".repeat(60) + "b".repeat(60);
        assertEquals("a".repeat(50) + "..." + "b".repeat(50), ToolPolicy.PAPER.shown(more));
    }

    @Test
    void blank_ends_are_not_shown() {
        assertEquals("4\n2", ToolPolicy.PAPER.shown("\n4\n2\n\n"));
        assertEquals("", ToolPolicy.PAPER.shown("\n"));
    }

    @Test
    void a_character_of_two_units_is_not_cut_in_two() {
        var policy = new ToolPolicy(1, 2);
        assertEquals("...🙂", policy.shown("🙂b🙂"));
        assertEquals("a...b", policy.shown("a🙂b"));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 7, 100})
    void a_result_of_the_longest_length_fits_the_room(int characters) {
        var policy = new ToolPolicy(3, characters);
        var answer = "\n" + policy.shown("€".repeat(10 * characters)) + "\n```\n";
        int bytes = answer.getBytes(StandardCharsets.UTF_8).length;
        assertTrue(3 * bytes <= policy.tokenRoom(), bytes + " bytes");
    }

    @Test
    void rules_that_make_no_sense_are_refused_by_name() {
        assertEquals(
                "tool.rounds is 0; must be 1 or more",
                assertThrows(IllegalArgumentException.class, () -> new ToolPolicy(0, 100))
                        .getMessage());
        assertEquals(
                "tool.output-characters is 1; must be 2 or more",
                assertThrows(IllegalArgumentException.class, () -> new ToolPolicy(2, 1))
                        .getMessage());
    }
}
