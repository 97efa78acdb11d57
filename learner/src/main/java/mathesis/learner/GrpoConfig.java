package mathesis.learner;

/// Numbers of GRPO. Each default is the paper's (with its section) or says that it is ours.
///
/// @param groupSize        G, solutions sampled for each problem; the paper 64 (section 4.2)
/// @param groupsPerStep    problems per update; a batch holds `groupSize * groupsPerStep` solutions; the paper 16,
///                         from its batch of 1024 (section 4.2)
/// @param updatesPerBatch  mu, gradient updates on each batch; the paper 1 (section 4.2)
/// @param klBeta           weight of the KL penalty towards the reference policy; the paper 0.04 (section 4.2); 0
///                         drops the reference
/// @param clipLow          lower half-width of the ratio clip, epsilon in equation 3; the paper gives no number,
///                         0.2 is PPO's usual; 1 takes the lower bound away
/// @param clipHigh         upper half-width of the ratio clip; 0.2 as above, DAPO takes 0.28
/// @param learningRate     of AdamW; the paper 1e-6 (section 4.2)
/// @param maxStaleness     versions that a group may lag the learner; the paper 0, which trains strictly on-policy
/// @param advantage        how rewards become advantages; the paper [Advantage#GROUP_Z_SCORE] (section 4.1.2)
/// @param averaging        how token losses become one loss; the paper [Averaging#TOKENS_THEN_RESPONSES] (equation
///                         3)
/// @param microBatchTokens tokens that go through forward and backward at once, bounds memory; ours, 16384
/// @param variant          departures from the paper's loss
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
        Averaging averaging,
        int microBatchTokens,
        GrpoVariant variant) {
    /// DeepSeekMath section 4.2: 64 solutions a problem, batch of 1024, one update each, beta 0.04, learning rate
    /// 1e-6.
    public static final GrpoConfig PAPER = new GrpoConfig(
            64, 16, 1, 0.04, 0.2, 0.2, 1e-6, 0, Advantage.GROUP_Z_SCORE, Averaging.TOKENS_THEN_RESPONSES);

    /// How the rewards of a group become advantages. A completion without a reward takes no part.
    public enum Advantage {
        /// `(r - mean) / (std + eps)` with the sample deviation (ddof 1), as verl and TRL read the paper's section
        /// 4.1.2.
        GROUP_Z_SCORE,
        /// The same with the population deviation (ddof 0), the other reading: the paper does not say.
        GROUP_Z_SCORE_POPULATION,
        /// `r - mean`: Dr. GRPO.
        GROUP_MEAN,
        /// `(r - mean) * G / (G - 1)`: RLOO.
        LEAVE_ONE_OUT,
        /// `r` as it is. With rewards of 1 for a right answer and 0 for any other: Online RFT, equation 10 of the
        /// paper.
        REWARD
    }

    /// How token losses become one loss.
    public enum Averaging {
        /// Mean over the tokens of a response, then over the step's responses: the paper, equation 3.
        TOKENS_THEN_RESPONSES,
        /// Mean over all tokens of the step: DAPO, verl's default.
        TOKENS,
        /// Sum over tokens, divided by responses times [GrpoVariant#longestResponse]: Dr. GRPO.
        CONSTANT
    }

    public GrpoConfig {
        require(groupSize >= 2, "group-size", groupSize, "a group needs 2 solutions to compare");
        require(groupsPerStep >= 1, "groups-per-step", groupsPerStep, "must be 1 or more");
        require(updatesPerBatch >= 1, "updates-per-batch", updatesPerBatch, "must be 1 or more");
        require(klBeta >= 0 && klBeta < Double.POSITIVE_INFINITY, "kl-beta", klBeta, "must be finite and not negative");
        require(clipLow > 0 && clipLow <= 1, "clip-low", clipLow, "must lie in (0, 1]");
        require(clipHigh > 0, "clip-high", clipHigh, "must be positive");
        require(
                learningRate >= 0 && learningRate < Double.POSITIVE_INFINITY,
                "learning-rate",
                learningRate,
                "must be finite and not negative");
        require(maxStaleness >= 0, "max-staleness", maxStaleness, "must be 0 or more");
        require(microBatchTokens >= 1, "micro-batch-tokens", microBatchTokens, "must be 1 or more");
    }

    /// The paper's loss at micro-batches of 16384 tokens.
    public GrpoConfig(
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
        this(
                groupSize,
                groupsPerStep,
                updatesPerBatch,
                klBeta,
                clipLow,
                clipHigh,
                learningRate,
                maxStaleness,
                advantage,
                averaging,
                16_384,
                GrpoVariant.PAPER);
    }

    /// The same with other departures from the paper.
    public GrpoConfig with(GrpoVariant other) {
        return new GrpoConfig(
                groupSize,
                groupsPerStep,
                updatesPerBatch,
                klBeta,
                clipLow,
                clipHigh,
                learningRate,
                maxStaleness,
                advantage,
                averaging,
                microBatchTokens,
                other);
    }

    private static void require(boolean holds, String setting, Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("mathesis.grpo." + setting + " is " + value + "; " + rule);
        }
    }
}
