package mathesis.reward.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SolutionEncoderTest {
    private static final float UNKNOWN = Float.NaN;

    private final PieceTokenizer tokenizer = PieceTokenizer.of("\nb\n");
    private final SolutionEncoder encoder =
            new SolutionEncoder(tokenizer, SolutionEncoder.PLAIN_TEMPLATE, StepSplitter.LINES, 16);

    @Test
    void an_outcome_is_marked_at_its_last_token() {
        var sequence = encoder.encode(LabelledSolution.outcome("q?", "ab", 1), Supervision.OUTCOME);
        assertArrayEquals(new int[] {'q', '?', '\n', 'a', 'b'}, sequence.tokens());
        assertArrayEquals(new int[] {4}, sequence.positions());
        assertArrayEquals(new float[] {1}, sequence.labels());
    }

    @Test
    void steps_are_marked_at_their_ends_with_or_without_delimiters() {
        var with = new LabelledSolution("q", List.of("x\n", "y\n", "z"), new double[] {1, 0, Double.NaN});
        var without = new LabelledSolution("q", List.of("x", "y", "z"), new double[] {1, 0, Double.NaN});
        for (var solution : List.of(with, without)) {
            var sequence = encoder.encode(solution, Supervision.PROCESS);
            assertArrayEquals(new int[] {'q', '\n', 'x', '\n', 'y', '\n', 'z'}, sequence.tokens());
            assertArrayEquals(new int[] {3, 5, 6}, sequence.positions());
            assertArrayEquals(new float[] {1, 0, UNKNOWN}, sequence.labels());
            assertEquals(2, sequence.labelled());
        }
    }

    @Test
    void steps_that_end_in_one_token_share_the_lowest_label() {
        var solution = new LabelledSolution("q", List.of("a", "b", "c"), new double[] {1, 0, Double.NaN});
        var sequence = encoder.encode(solution, Supervision.PROCESS);
        assertArrayEquals(new int[] {'q', '\n', 'a', tokenizer.piece("\nb\n"), 'c'}, sequence.tokens());
        assertArrayEquals(new int[] {3, 4}, sequence.positions());
        assertArrayEquals(new float[] {0, UNKNOWN}, sequence.labels());
    }

    @Test
    void what_is_longer_than_the_context_is_refused_with_both_lengths() {
        var error = assertThrows(
                IllegalArgumentException.class,
                () -> encoder.encode(LabelledSolution.outcome("q", "a".repeat(20), 1), Supervision.OUTCOME));
        assertTrue(
                error.getMessage().contains("22 tokens") && error.getMessage().contains("16"), error.getMessage());
    }

    @Test
    void the_first_error_is_known_only_after_steps_that_are_known() {
        assertEquals(1, solution(1, 0, Double.NaN).firstError());
        assertTrue(solution(1, 0, Double.NaN).firstErrorKnown());
        assertTrue(solution(1, 1).firstErrorKnown());
        assertTrue(!solution(1, Double.NaN).firstErrorKnown());
        assertTrue(!solution(Double.NaN, 0).firstErrorKnown());
        assertThrows(IllegalArgumentException.class, () -> solution(1.5));
    }

    private static LabelledSolution solution(double... labels) {
        return new LabelledSolution("q", java.util.Collections.nCopies(labels.length, "s"), labels);
    }
}
