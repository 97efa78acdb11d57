package mathesis.reward.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RewardLossTest {
    private final LabelledBatch batch = LabelledBatch.of(List.of(
            sequence(4, new int[] {1, 3}, 1, Float.NaN),
            sequence(3, new int[] {2}, 0.25f),
            sequence(2, new int[] {0}, 0),
            sequence(5, new int[] {4}, 1)));

    @Test
    void only_labelled_marks_are_asked_for() {
        assertEquals(
                List.of(1, 6, 7, 13),
                java.util.Arrays.stream(batch.positions()).boxed().toList());
        assertEquals(14, batch.tokens().length());
    }

    /// -log s(0) = log 2 for each label; by hand.
    @Test
    void a_model_that_knows_nothing_pays_log_2() {
        assertEquals(Math.log(2), new RewardLoss.CrossEntropy(batch).gradients(new float[14], new float[14]), 1e-12);
        assertEquals(Math.log(2), new RewardLoss.Pairwise(batch).gradients(new float[14], new float[14]), 1e-12);
    }

    @Test
    void extreme_values_stay_finite() {
        var values = new float[14];
        values[1] = -1000;
        values[7] = 1000;
        var gradients = new float[14];
        double loss = new RewardLoss.CrossEntropy(batch).gradients(values, gradients);
        assertEquals((1000 + 1000 + 2 * Math.log(2)) / 4, loss, 1e-9);
        assertEquals(-0.25, gradients[1], 1e-7);
        assertEquals(0.25, gradients[7], 1e-7);
    }

    enum Loss {
        CROSS_ENTROPY,
        PAIRWISE
    }

    @ParameterizedTest(name = "{0}, seed 3")
    @EnumSource(Loss.class)
    void gradients_agree_with_finite_differences(Loss which) {
        var loss = which == Loss.PAIRWISE ? new RewardLoss.Pairwise(batch) : new RewardLoss.CrossEntropy(batch);
        var random = new Random(3);
        var values = new float[14];
        for (int t = 0; t < values.length; t++) {
            values[t] = (float) random.nextGaussian();
        }
        var gradients = new float[14];
        loss.gradients(values, gradients);
        for (int t = 0; t < values.length; t++) {
            float original = values[t];
            values[t] = original + 1e-2f;
            double above = loss.gradients(values, new float[14]);
            values[t] = original - 1e-2f;
            double below = loss.gradients(values, new float[14]);
            values[t] = original;
            assertEquals((above - below) / 2e-2, gradients[t], 1e-4, "position " + t);
        }
    }

    @Test
    void accuracy_counts_labels_and_pairs_on_the_right_side() {
        var values = new float[14];
        values[1] = 2; // label 1
        values[6] = 1; // label 0.25
        values[7] = 1; // label 0
        values[13] = 3; // label 1
        var each = new RewardLoss.CrossEntropy(batch);
        each.gradients(values, new float[14]);
        assertEquals(2, each.right());
        assertEquals(4, each.labels());
        var pairs = new RewardLoss.Pairwise(batch);
        pairs.gradients(values, new float[14]);
        assertEquals(1, pairs.right());
        assertEquals(2, pairs.labels());
        var odd = LabelledBatch.of(List.of(sequence(2, new int[] {0}, 1)));
        assertThrows(IllegalArgumentException.class, () -> new RewardLoss.Pairwise(odd));
    }

    @Test
    void labels_of_continuations_are_hard_or_soft() {
        var labels = new StepLabels(3, 8);
        assertEquals(1, labels.label(StepLabels.Estimation.HARD));
        assertEquals(0.375, labels.label(StepLabels.Estimation.SOFT));
        assertEquals(0, new StepLabels(0, 8).label(StepLabels.Estimation.HARD));
        assertTrue(Double.isNaN(new StepLabels(0, 0).label(StepLabels.Estimation.HARD)));
        assertEquals(1, StepLabels.ofWhole(true).label(StepLabels.Estimation.SOFT));
        var grades = List.<mathesis.reward.Grade>of(
                new mathesis.reward.Grade.OutcomeGrade(1, true, "3"),
                new mathesis.reward.Grade.OutcomeGrade(0, false, "4"),
                new mathesis.reward.Grade.Failed("out of time"),
                new mathesis.reward.Grade.Unscorable("no reference"));
        assertEquals(new StepLabels(1, 2), StepLabels.of(grades));
    }

    private static LabelledSequence sequence(int tokens, int[] positions, float... labels) {
        return new LabelledSequence(new int[tokens], positions, labels);
    }
}
