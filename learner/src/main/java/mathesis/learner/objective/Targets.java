package mathesis.learner.objective;

import mathesis.engine.TokenBatch;
import mathesis.engine.TokenScores;

/// The target tokens of a batch, sequence by sequence, and the loss that the simplest methods share.
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

    /// The loss `-sum_t w_t * log pi(o_t)`, whose coefficients are the weights themselves.
    static double weighted(float[] weights_T, TokenScores scores, float[] coefficients_T) {
        double loss = 0;
        for (int t = 0; t < weights_T.length; t++) {
            loss -= (double) weights_T[t] * scores.logprobs_T()[t];
        }
        System.arraycopy(weights_T, 0, coefficients_T, 0, weights_T.length);
        return loss;
    }
}
