package mathesis.learner.objective;

import mathesis.engine.TokenBatch;
import mathesis.engine.TokenScores;

/// The target tokens of a batch, sequence by sequence.
final class Targets {
    private Targets() {}

    /// Number of targets in a sequence: `|o|`.
    static int count(TokenBatch batch, int sequence) {
        int count = 0;
        for (int t = batch.sequenceStarts()[sequence]; t < batch.sequenceStarts()[sequence + 1]; t++) {
            count += batch.targets_T()[t] == TokenBatch.NO_TARGET ? 0 : 1;
        }
        return count;
    }

    /// Gives every target of a sequence the same value, and every other token 0.
    static void fill(float[] values_T, TokenBatch batch, int sequence, double value) {
        for (int t = batch.sequenceStarts()[sequence]; t < batch.sequenceStarts()[sequence + 1]; t++) {
            values_T[t] = batch.targets_T()[t] == TokenBatch.NO_TARGET ? 0 : (float) value;
        }
    }

    /// Log-probability of a sequence's targets together.
    static double logprob(TokenScores scores, TokenBatch batch, int sequence) {
        double sum = 0;
        for (int t = batch.sequenceStarts()[sequence]; t < batch.sequenceStarts()[sequence + 1]; t++) {
            sum += scores.logprobs_T()[t];
        }
        return sum;
    }
}
