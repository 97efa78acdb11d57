package mathesis.reward.model;

import mathesis.engine.ScalarObjective;

/// What a reward model minimises over a batch, averaged so that a batch's size does not change the step.
public sealed interface RewardLoss extends ScalarObjective {
    /// How many labels, or pairs, are on the right side of one half.
    int right();

    /// Labels, or pairs, of the batch.
    int labels();

    /// Binary cross-entropy with labels in [0, 1]: `-y log s(v) - (1 - y) log(1 - s(v))`, the mean over the labels.
    final class CrossEntropy implements RewardLoss {
        private final LabelledBatch batch;
        private int right;

        CrossEntropy(LabelledBatch batch) {
            this.batch = batch;
        }

        @Override
        public double gradients(float[] values_T, float[] gradients_T) {
            double loss = 0;
            right = 0;
            for (int i = 0; i < labels(); i++) {
                double value = values_T[batch.positions()[i]];
                double label = batch.labels()[i];
                loss -= label * Sigmoid.logOf(value) + (1 - label) * Sigmoid.logOf(-value);
                gradients_T[batch.positions()[i]] = (float) ((Sigmoid.of(value) - label) / labels());
                right += value >= 0 == label >= 0.5 ? 1 : 0;
            }
            return loss / Math.max(1, labels());
        }

        @Override
        public int right() {
            return right;
        }

        @Override
        public int labels() {
            return batch.labels().length;
        }
    }

    /// Bradley and Terry: of each two neighbouring sequences the first is the better, `-log s(v1 - v2)`.
    final class Pairwise implements RewardLoss {
        private final LabelledBatch batch;
        private int right;

        Pairwise(LabelledBatch batch) {
            if (batch.labels().length % 2 != 0) {
                throw new IllegalArgumentException(batch.labels().length + " labels make no pairs");
            }
            this.batch = batch;
        }

        @Override
        public double gradients(float[] values_T, float[] gradients_T) {
            double loss = 0;
            right = 0;
            for (int pair = 0; pair < labels(); pair++) {
                int better = batch.positions()[2 * pair];
                int worse = batch.positions()[2 * pair + 1];
                double lead = values_T[better] - values_T[worse];
                loss -= Sigmoid.logOf(lead);
                float pull = (float) (Sigmoid.of(-lead) / labels());
                gradients_T[better] = -pull;
                gradients_T[worse] = pull;
                right += lead > 0 ? 1 : 0;
            }
            return loss / Math.max(1, labels());
        }

        @Override
        public int right() {
            return right;
        }

        @Override
        public int labels() {
            return batch.labels().length / 2;
        }
    }
}
