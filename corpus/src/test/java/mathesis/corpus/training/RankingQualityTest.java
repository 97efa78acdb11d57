package mathesis.corpus.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RankingQualityTest {
    @Test
    void a_perfect_ranking_has_full_marks() {
        var quality = RankingQuality.of(new float[] {0.9f, 0.8f, 0.3f, 0.1f}, new boolean[] {true, true, false, false});
        assertEquals(new RankingQuality(2, 2, 1, 1, 1, 0.8f), quality);
    }

    @Test
    void equal_scores_for_all_tell_nothing() {
        var quality =
                RankingQuality.of(new float[] {0.5f, 0.5f, 0.5f, 0.5f}, new boolean[] {true, false, false, false});
        assertEquals(0.5, quality.rocAuc(), 1e-12);
        assertEquals(0.25, quality.averagePrecision(), 1e-12);
        assertEquals(0.4, quality.bestF1(), 1e-12); // precision 1/4, recall 1
    }

    @Test
    void a_tie_counts_half_whatever_the_order() {
        // Worked by hand: pairs (0.9 > 0.5, 0.9 > 0.1, 0.5 = 0.5, 0.5 > 0.1) = 3.5 of 4.
        // Average precision: recall 1/2 at precision 1, then 1/2 at precision 2/3.
        for (boolean first : new boolean[] {true, false}) {
            var quality =
                    RankingQuality.of(new float[] {0.5f, 0.9f, 0.5f, 0.1f}, new boolean[] {first, true, !first, false});
            assertEquals(3.5 / 4, quality.rocAuc(), 1e-12);
            assertEquals(0.5 + 0.5 * 2 / 3, quality.averagePrecision(), 1e-12);
            assertEquals(0.8, quality.bestF1(), 1e-12);
            assertEquals(0.5f, quality.bestThreshold());
        }
    }

    @ParameterizedTest(name = "seed {0}: AUC is the share of pairs in order")
    @ValueSource(longs = {1, 2, 3})
    void auc_is_the_share_of_pairs_in_order(long seed) {
        var random = new Random(seed);
        int count = 33;
        float[] scores = new float[count];
        boolean[] positive = new boolean[count];
        for (int i = 0; i < count; i++) {
            scores[i] = random.nextInt(9) - 4;
            positive[i] = i % 3 == 0;
        }
        double inOrder = 0;
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                if (positive[i] && !positive[j]) {
                    inOrder += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                }
            }
        }
        assertEquals(inOrder / (11 * 22), RankingQuality.of(scores, positive).rocAuc(), 1e-12);
    }

    @Test
    void without_one_kind_there_is_no_auc() {
        assertTrue(Double.isNaN(RankingQuality.of(new float[] {1, 2}, new boolean[] {true, true})
                .rocAuc()));
        var quality = RankingQuality.of(new float[] {1, 2}, new boolean[] {false, false});
        assertTrue(Double.isNaN(quality.averagePrecision()));
        assertEquals(0, quality.bestF1());
        assertEquals(0, RankingQuality.of(new float[0], new boolean[0]).positives());
    }

    @Test
    void minus_zero_and_zero_are_a_tie() {
        assertEquals(
                0.5,
                RankingQuality.of(new float[] {0f, -0f}, new boolean[] {true, false})
                        .rocAuc());
    }

    @Test
    void one_threshold_has_its_precision_and_recall() {
        var at = RankingQuality.at(0.5f, new float[] {0.9f, 0.5f, 0.6f, 0.1f}, new boolean[] {true, true, false, true});
        assertEquals(new RankingQuality.At(0.5f, 2.0 / 3, 2.0 / 3, 2.0 / 3), at);
    }

    @Test
    void scores_that_are_no_numbers_or_too_few_are_refused() {
        assertThrows(
                IllegalArgumentException.class, () -> RankingQuality.of(new float[] {Float.NaN}, new boolean[] {true}));
        assertThrows(
                IllegalArgumentException.class, () -> RankingQuality.of(new float[] {1}, new boolean[] {true, false}));
    }
}
