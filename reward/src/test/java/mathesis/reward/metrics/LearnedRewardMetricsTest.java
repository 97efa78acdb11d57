package mathesis.reward.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import mathesis.reward.metrics.FirstErrors.Solution;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LearnedRewardMetricsTest {
    /// Pairs (right, wrong): 0.9 beats 0.4 and 0.1; 0.4 ties with 0.4 and beats 0.1: 3.5 of 4, by hand.
    @Test
    void area_under_the_curve_counts_pairs_and_ties_half() {
        var scores = new double[] {0.9, 0.4, 0.4, 0.1};
        var right = new boolean[] {true, true, false, false};
        assertEquals(3.5 / 4, AreaUnderCurve.of(scores, right).orElseThrow(), 1e-12);
        assertEquals(
                0.5,
                AreaUnderCurve.of(new double[] {1, 1, 1}, new boolean[] {true, false, true})
                        .orElseThrow());
        assertTrue(AreaUnderCurve.of(new double[] {1, 2}, new boolean[] {true, true})
                .isEmpty());
    }

    private static final List<Solution> SOLUTIONS = List.of(
            new Solution(new double[] {0.9, 0.2, 0.6}, 1), // found below 0.5
            new Solution(new double[] {0.9, 0.7}, 1), // missed below 0.5, found below 0.8
            new Solution(new double[] {0.6, 0.9}, FirstErrors.NONE), // accused below 0.8
            new Solution(new double[] {0.3, 0.9}, FirstErrors.NONE)); // accused

    @Test
    void first_errors_are_counted_as_process_bench_does() {
        assertEquals(new FirstErrors(2, 1, 2, 1), FirstErrors.at(0.5, SOLUTIONS));
        var low = FirstErrors.at(0.5, SOLUTIONS);
        assertEquals(0.5, low.accuracy());
        assertEquals(0.5, low.f1());
        var high = FirstErrors.at(0.8, SOLUTIONS);
        assertEquals(new FirstErrors(2, 2, 2, 0), high);
        assertEquals(0, high.f1());
    }

    @Test
    void always_right_and_chance_are_what_they_say() {
        assertEquals(new FirstErrors(2, 0, 2, 2), FirstErrors.at(0, SOLUTIONS));
        assertEquals(1, FirstErrors.mostFrequent(SOLUTIONS.subList(0, 3)));
        assertEquals(FirstErrors.NONE, FirstErrors.mostFrequent(List.of()));
        assertEquals(2.0 / 3, FirstErrors.accuracyOfNaming(1, SOLUTIONS.subList(0, 3)), 1e-12);
        assertEquals((0.25 + 3 * (1.0 / 3)) / 4, FirstErrors.chance(SOLUTIONS), 1e-12);
    }

    /// Between 0.2 and 0.6 one of each kind is found (F1 0.5); up to 0.3 both right ones are (F1 2/3).
    @Test
    void the_best_threshold_has_the_best_f1() {
        double best = FirstErrors.bestThreshold(SOLUTIONS);
        assertEquals(0.3, best);
        assertEquals(2 * 0.5 / 1.5, FirstErrors.at(best, SOLUTIONS).f1(), 1e-12);
        assertEquals(0.5, FirstErrors.bestThreshold(List.of()));
    }
}
