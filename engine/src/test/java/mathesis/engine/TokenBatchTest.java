package mathesis.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TokenBatchTest {
    @Test
    void each_token_predicts_the_next_of_its_own_sequence() {
        var batch = TokenBatch.ofSequences(List.of(new int[] {5, 6, 7}, new int[] {8}, new int[] {9, 3}));
        assertArrayEquals(new int[] {5, 6, 7, 8, 9, 3}, batch.tokens_T());
        assertArrayEquals(new int[] {6, 7, -1, -1, 3, -1}, batch.targets_T());
        assertArrayEquals(new int[] {0, 3, 4, 6}, batch.sequenceStarts());
    }

    @Test
    void an_empty_sequence_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> TokenBatch.ofSequences(List.of(new int[] {1}, new int[0])));
    }
}
