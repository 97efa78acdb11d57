package mathesis.learner.objective;

import mathesis.learner.GrpoVariant.Correction;
import mathesis.learner.PackedBatch;

/// Makes up for a sampler whose log-probabilities are not the learner's: weighs the policy loss of each token by
/// `pi_old / pi_sampler`, bounded, where old is the learner before it updates. As no weight is negative, that
/// comes to the same as other advantages, and the KL penalty stays as it is.
///
/// @param kind which ratio is taken, and what happens above the cap
/// @param cap  largest weight
public record ImportanceCorrection(Correction kind, double cap) {
    /// The batch with the learner's log-probabilities as the old ones, and the weights in its advantages.
    ///
    /// @param batch             with the sampler's log-probabilities
    /// @param learnerLogprobs_T of the same targets, 0 where there is none
    public PackedBatch apply(PackedBatch batch, float[] learnerLogprobs_T) {
        var advantages_T = new float[learnerLogprobs_T.length];
        for (int s = 0; s < batch.sequences(); s++) {
            int from = batch.sequenceStarts()[s];
            int to = batch.sequenceStarts()[s + 1];
            double sequence = 0;
            for (int t = from; t < to; t++) {
                sequence += (double) learnerLogprobs_T[t] - batch.oldLogprobs_T()[t];
            }
            for (int t = from; t < to; t++) {
                double token = (double) learnerLogprobs_T[t] - batch.oldLogprobs_T()[t];
                advantages_T[t] = (float) (weight(token, sequence) * batch.advantages_T()[t]);
            }
        }
        return batch.with(advantages_T, learnerLogprobs_T);
    }

    private double weight(double tokenLogRatio, double sequenceLogRatio) {
        double sequence = Math.exp(sequenceLogRatio);
        return switch (kind) {
            case NONE -> 1;
            case TOKEN_TRUNCATED -> Math.min(Math.exp(tokenLogRatio), cap);
            case SEQUENCE_TRUNCATED -> Math.min(sequence, cap);
            case SEQUENCE_MASKED -> sequence > cap ? 0 : sequence;
        };
    }
}
