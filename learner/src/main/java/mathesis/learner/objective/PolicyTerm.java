package mathesis.learner.objective;

import mathesis.engine.TokenBatch;
import mathesis.engine.TokenScores;
import mathesis.learner.GrpoVariant.Surrogate;
import mathesis.learner.PackedBatch;

/// The part of a loss that pushes tokens along their advantages, bounded by how far the policy has moved from the
/// one that sampled them.
///
/// @param surrogate what the advantage is multiplied by
/// @param low       lower half-width of the ratio clip
/// @param high      upper half-width
/// @param dual      largest loss of a token in units of `-A`, where A is negative
record PolicyTerm(Surrogate surrogate, double low, double high, double dual) {
    /// Adds to the gradient coefficients and returns the loss, both averaged by the batch's weights.
    double add(PackedBatch batch, TokenScores scores, float[] coefficients_T, ClipTally clips) {
        double[] logRatios_T = logRatios(batch, scores);
        var slopes_T = new double[logRatios_T.length];
        double loss = 0;
        for (int t = 0; t < slopes_T.length; t++) {
            if (batch.targets_T()[t] != TokenBatch.NO_TARGET) {
                var token = loss(Math.exp(logRatios_T[t]), batch.advantages_T()[t], scores.logprobs_T()[t]);
                double weight = batch.weights_T()[t] / batch.divisor();
                loss += weight * token.loss();
                slopes_T[t] = weight * token.slope();
                clips.add(token.clip());
            }
        }
        if (surrogate == Surrogate.SEQUENCE_RATIO) {
            share(batch, slopes_T); // the chain rule through the mean of the log-ratios is the same mean
        }
        for (int t = 0; t < slopes_T.length; t++) {
            coefficients_T[t] -= (float) slopes_T[t];
        }
        return loss;
    }

    private TokenLoss loss(double ratio, double advantage, double logprob) {
        return switch (surrogate) {
            case TOKEN_RATIO, SEQUENCE_RATIO -> TokenLoss.clipped(ratio, advantage, low, high, dual);
            case CLIPPED_WEIGHT -> TokenLoss.weighted(ratio, advantage, logprob, low, high);
            case LOG_LIKELIHOOD -> TokenLoss.unbounded(advantage, logprob);
        };
    }

    private double[] logRatios(PackedBatch batch, TokenScores scores) {
        var logRatios_T = new double[batch.tokens_T().length];
        for (int t = 0; t < logRatios_T.length; t++) {
            logRatios_T[t] = (double) scores.logprobs_T()[t] - batch.oldLogprobs_T()[t];
        }
        if (surrogate == Surrogate.SEQUENCE_RATIO) {
            share(batch, logRatios_T);
        }
        return logRatios_T;
    }

    /// Gives every target token of a sample the mean over the sample's target tokens.
    private static void share(PackedBatch batch, double[] values_T) {
        for (int s = 0; s < batch.sequences(); s++) {
            int targets = 0;
            double sum = 0;
            for (int t = batch.sequenceStarts()[s]; t < batch.sequenceStarts()[s + 1]; t++) {
                if (batch.targets_T()[t] != TokenBatch.NO_TARGET) {
                    targets++;
                    sum += values_T[t];
                }
            }
            for (int t = batch.sequenceStarts()[s]; t < batch.sequenceStarts()[s + 1]; t++) {
                values_T[t] = batch.targets_T()[t] == TokenBatch.NO_TARGET ? 0 : sum / targets;
            }
        }
    }
}
