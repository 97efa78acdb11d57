package mathesis.learner;

import static mathesis.learner.Samples.graded;
import static mathesis.learner.Samples.group;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mathesis.engine.PolicyVersion;
import mathesis.learner.Packer.Packing.Packed;
import mathesis.reward.GradedGroup;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PackedBatchTest {
    private static final PackedBatch A = pack(graded(group("a", 2, 1), 1, 0));
    private static final PackedBatch B = pack(graded(group("b", 3), 1));
    private static final PackedBatch C = pack(graded(group("c", 1, 5, 2), 0, 0, 1));

    @Test
    void groups_are_merged_in_the_order_of_their_ids_whatever_order_they_come_in() {
        var merged = PackedBatch.merge(List.of(C, A, B));
        assertEquals(List.of("a", "b", "c"), merged.groupIds());
        assertArrayEquals(new int[] {0, 5, 9, 15, 19, 27, 32}, merged.sequenceStarts());
        for (var other : List.of(List.of(A, B, C), List.of(PackedBatch.merge(List.of(B, A)), C))) {
            var again = PackedBatch.merge(other);
            assertArrayEquals(merged.tokens_T(), again.tokens_T());
            assertArrayEquals(merged.targets_T(), again.targets_T());
            assertArrayEquals(merged.advantages_T(), again.advantages_T());
            assertArrayEquals(merged.oldLogprobs_T(), again.oldLogprobs_T());
            assertArrayEquals(merged.weights_T(), again.weights_T());
            assertArrayEquals(merged.sequenceStarts(), again.sequenceStarts());
            assertEquals(merged.divisor(), again.divisor());
        }
    }

    @Test
    void every_response_weighs_the_same_after_merging_groups_of_unequal_size() {
        var merged = PackedBatch.merge(List.of(A, B, C));
        for (int s = 0; s < merged.sequences(); s++) {
            double share = IntStream.range(merged.sequenceStarts()[s], merged.sequenceStarts()[s + 1])
                            .mapToDouble(t -> merged.weights_T()[t])
                            .sum()
                    / merged.divisor();
            assertEquals(1 / 6.0, share, 1e-7);
        }
    }

    @Test
    void a_group_that_comes_twice_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> PackedBatch.merge(List.of(A, B, A)));
    }

    @Test
    void groups_of_different_steps_are_not_merged() {
        var other = new PackedBatch(
                8,
                B.version(),
                B.temperature(),
                B.tokens_T(),
                B.targets_T(),
                B.advantages_T(),
                B.oldLogprobs_T(),
                B.weights_T(),
                B.divisor(),
                B.sequenceStarts(),
                B.groups());
        assertThrows(IllegalArgumentException.class, () -> PackedBatch.merge(List.of(A, other)));
    }

    @ParameterizedTest(name = "at most {0} tokens")
    @ValueSource(ints = {1, 5, 6, 10, 11, 32, 1000})
    void micro_batches_hold_every_sample_once_and_no_more_tokens_than_allowed(int maxTokens) {
        var merged = PackedBatch.merge(List.of(A, B, C));
        var parts = merged.microBatches(maxTokens, _ -> true);
        assertArrayEquals(
                merged.tokens_T(),
                parts.stream()
                        .flatMapToInt(part -> IntStream.of(part.tokens_T()))
                        .toArray());
        assertEquals(
                6, parts.stream().mapToInt(PackedBatch::sequences).sum(), "a sample is neither split nor repeated");
        for (var part : parts) {
            assertTrue(part.tokens_T().length <= maxTokens || part.sequences() == 1);
            assertEquals(merged.divisor(), part.divisor());
        }
    }

    @Test
    void micro_batches_are_as_few_as_the_order_of_the_samples_allows() {
        var merged = PackedBatch.merge(List.of(A, B, C)); // lengths 5 4 6 4 8 5
        var sizes = merged.microBatches(10, _ -> true).stream()
                .map(part -> part.tokens_T().length)
                .toList();
        assertEquals(List.of(9, 10, 8, 5), sizes);
    }

    @Test
    void samples_may_be_left_out_of_the_micro_batches() {
        var merged = PackedBatch.merge(List.of(A, B)); // the only completion of b has nothing to be better than
        assertEquals(
                List.of(false, false, true),
                Stream.of(0, 1, 2).map(merged::flat).toList());
        var parts = merged.microBatches(1000, s -> !merged.flat(s));
        assertEquals(1, parts.size());
        assertArrayEquals(A.tokens_T(), parts.getFirst().tokens_T());
        assertEquals(3, parts.getFirst().divisor(), "a sample that is left out still counts in the average");
    }

    @Test
    void arrays_of_different_lengths_are_refused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new PackedBatch(
                        1,
                        new PolicyVersion(0),
                        1,
                        new int[2],
                        new int[2],
                        new float[2],
                        new float[1],
                        new float[2],
                        1,
                        new int[] {0, 2},
                        List.of()));
    }

    private static PackedBatch pack(GradedGroup graded) {
        return ((Packed) new Packer(GrpoConfig.PAPER).pack(graded)).batch();
    }
}
