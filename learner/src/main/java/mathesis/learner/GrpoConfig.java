package mathesis.learner;

/// Numbers of GRPO. Field by field the defaults are the paper's, or say that they are ours.
///
/// @param groupSize          G, solutions sampled for each problem
/// @param groupsPerStep      problems per update; a batch holds `groupSize * groupsPerStep` solutions
/// @param updatesPerBatch    mu, gradient updates on each batch
/// @param klBeta             weight of the KL penalty towards the reference policy; 0 drops the reference
/// @param clipLow            lower half-width of the ratio clip; the paper gives none, 0.2 is PPO's usual
/// @param clipHigh           upper half-width of the ratio clip
/// @param learningRate       of AdamW
/// @param maxStaleness       versions that a group may lag the learner; 0 trains strictly on-policy
/// @param advantage          how rewards become advantages
/// @param averaging          how token losses become one loss
public record GrpoConfig(
        int groupSize,
        int groupsPerStep,
        int updatesPerBatch,
        double klBeta,
        double clipLow,
        double clipHigh,
        double learningRate,
        int maxStaleness,
        Advantage advantage,
        Averaging averaging) {
    /// DeepSeekMath section 4.2: 64 solutions a problem, batch of 1024, one update each, beta 0.04, learning rate 1e-6.
    public static final GrpoConfig PAPER = new GrpoConfig(
            64, 16, 1, 0.04, 0.2, 0.2, 1e-6, 0, Advantage.GROUP_Z_SCORE, Averaging.TOKENS_THEN_RESPONSES);

    /// How the rewards of a group become advantages.
    public enum Advantage {
        /// `(r - mean) / (std + eps)`: the paper, section 4.1.2, with the sample deviation and eps = 1e-6 as verl has
        /// it.
        GROUP_Z_SCORE,
        /// `r - mean`: Dr. GRPO.
        GROUP_MEAN,
        /// `(r - mean) * G / (G - 1)`: RLOO.
        LEAVE_ONE_OUT
    }

    /// How token losses become one loss.
    public enum Averaging {
        /// Mean over the tokens of a response, then over responses: the paper, equation 3.
        TOKENS_THEN_RESPONSES,
        /// Mean over all tokens of the batch: DAPO, verl's default.
        TOKENS,
        /// Sum over tokens, divided by responses times the longest length allowed: Dr. GRPO.
        CONSTANT
    }

    public GrpoConfig {
        require(groupSize >= 2, "group-size", groupSize, "a group needs 2 solutions to compare");
        require(groupsPerStep >= 1, "groups-per-step", groupsPerStep, "must be 1 or more");
        require(updatesPerBatch >= 1, "updates-per-batch", updatesPerBatch, "must be 1 or more");
        require(klBeta >= 0, "kl-beta", klBeta, "must not be negative");
        require(clipLow > 0 && clipLow < 1, "clip-low", clipLow, "must lie in (0, 1)");
        require(clipHigh > 0, "clip-high", clipHigh, "must be positive");
        require(learningRate >= 0, "learning-rate", learningRate, "must not be negative");
        require(maxStaleness >= 0, "max-staleness", maxStaleness, "must be 0 or more");
    }

    private static void require(boolean holds, String setting, Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("mathesis.grpo." + setting + " is " + value + "; " + rule);
        }
    }
}
