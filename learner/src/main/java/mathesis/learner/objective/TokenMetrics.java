package mathesis.learner.objective;

import mathesis.engine.TokenBatch;
import mathesis.engine.TokenScores;
import mathesis.learner.PackedBatch;

/// Means over the target tokens of one update, gathered micro-batch by micro-batch. Not thread-safe.
public final class TokenMetrics {
    private long tokens;
    private double samplerMinusLearner;
    private double gap;
    private double gapMax;
    private double entropy;
    private double k1;
    private double k2;
    private double k3;

    /// Adds a micro-batch.
    ///
    /// @param batch               with the log-probabilities recorded while sampling
    /// @param referenceLogprobs_T of the targets under the reference policy, or empty where there is none
    /// @param scores              of the targets under the policy in training
    public void add(PackedBatch batch, float[] referenceLogprobs_T, TokenScores scores) {
        for (int t = 0; t < batch.targets_T().length; t++) {
            if (batch.targets_T()[t] != TokenBatch.NO_TARGET) {
                double logprob = scores.logprobs_T()[t];
                tokens++;
                samplerMinusLearner += batch.oldLogprobs_T()[t] - logprob;
                gap += Math.abs(batch.oldLogprobs_T()[t] - logprob);
                gapMax = Math.max(gapMax, Math.abs(batch.oldLogprobs_T()[t] - logprob));
                entropy += scores.entropies_T()[t];
                if (referenceLogprobs_T.length > 0) {
                    addDivergence(referenceLogprobs_T[t] - logprob);
                }
            }
        }
    }

    private void addDivergence(double x) {
        k1 -= x;
        k2 += x * x / 2;
        k3 += KlTerm.k3(x);
    }

    /// Number of target tokens.
    public long tokens() {
        return tokens;
    }

    /// Mean of the log-probability while sampling less the learner's (verl: `ppo_kl`).
    public double klToSampler() {
        return mean(samplerMinusLearner);
    }

    /// Mean distance between the two log-probabilities.
    public double gapMean() {
        return mean(gap);
    }

    /// Largest distance between the two log-probabilities.
    public double gapMax() {
        return gapMax;
    }

    /// Mean entropy, nats.
    public double entropy() {
        return mean(entropy);
    }

    /// Mean of `log(pi / pi_ref)`: unbiased, may be negative; 0 without a reference.
    public double k1() {
        return mean(k1);
    }

    /// Mean of `log(pi / pi_ref)^2 / 2`; 0 without a reference.
    public double k2() {
        return mean(k2);
    }

    /// Mean of `pi_ref / pi - log(pi_ref / pi) - 1`, the paper's estimate; 0 without a reference.
    public double k3() {
        return mean(k3);
    }

    private double mean(double sum) {
        return tokens == 0 ? 0 : sum / tokens;
    }
}
