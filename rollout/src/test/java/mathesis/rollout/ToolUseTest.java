package mathesis.rollout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.IntStream;
import mathesis.rollout.Completion.Finish;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ToolUseTest {
    @Test
    void tokens_belong_to_the_model_or_to_the_tool() {
        var use = new ToolUse(new int[] {1, 3}, new int[] {3, 4}, 1, "");
        var completion = new Completion(new int[] {5, 6, 7, 8, 9}, new float[5], "", Finish.STOP, use);
        assertArrayEquals(
                new int[] {1, 2, 3}, IntStream.range(0, 5).filter(use::wrote).toArray());
        assertEquals(3, use.tokens());
        assertEquals(2, use.calls());
        assertEquals(2, completion.ownLength());
        assertArrayEquals(new int[] {5, 9}, completion.ownTokens());
    }

    @Test
    void without_a_tool_all_tokens_are_the_models_own() {
        var completion = new Completion(new int[] {5, 6}, new float[2], "", Finish.STOP);
        assertEquals(2, completion.ownLength());
        assertSame(completion.tokens(), completion.ownTokens());
    }

    @Test
    void stretches_that_overlap_or_reach_too_far_are_refused() {
        assertThrows(IllegalArgumentException.class, () -> use(new int[] {2}, 2));
        assertThrows(IllegalArgumentException.class, () -> use(new int[] {0, 1}, 2, 3));
        assertThrows(IllegalArgumentException.class, () -> use(new int[] {0}));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Completion(new int[1], new float[1], "", Finish.STOP, use(new int[] {0}, 2)));
    }

    private static ToolUse use(int[] starts, int... ends) {
        return new ToolUse(starts, ends, 0, "");
    }
}
