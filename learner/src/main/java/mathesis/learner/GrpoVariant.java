package mathesis.learner;

/// Departures from the paper's GRPO that later systems made standard. [#PAPER] has each of them off.
///
/// @param surrogate        what the clipped ratio is taken of; the paper [Surrogate#TOKEN_RATIO] (equation 3)
/// @param dualClip         where the advantage is negative, a token's loss is at most `-A * dualClip`; verl 3;
///                         infinity is off
/// @param divergence       how the KL penalty is estimated; the paper [Divergence#K3] (equation 4)
/// @param correction       what makes up for a sampler whose log-probabilities are not the learner's
/// @param correctionCap    largest importance weight of the correction; verl 2, TRL 3
/// @param advantageEpsilon added to the deviation of the rewards; verl 1e-6, TRL 1e-4; the paper gives none
/// @param longestResponse  the divisor's length in [GrpoConfig.Averaging#CONSTANT]: tokens that a response may
///                         have; the paper's limit is 1024 (section 4.2)
/// @param maskTruncated    leave responses that hit the length limit out of the loss (DAPO's overlong filter);
///                         their rewards still count in the group's statistics
/// @param skipFlat         do not compute samples that cannot move the weights: advantage 0 at every token and
///                         `klBeta` 0; the result is the same but for the rounding that micro-batch borders bring
public record GrpoVariant(
        Surrogate surrogate,
        double dualClip,
        Divergence divergence,
        Correction correction,
        double correctionCap,
        double advantageEpsilon,
        int longestResponse,
        boolean maskTruncated,
        boolean skipFlat) {
    /// Nothing departs: equations 3 and 4 as printed.
    public static final GrpoVariant PAPER = new GrpoVariant(
            Surrogate.TOKEN_RATIO,
            Double.POSITIVE_INFINITY,
            Divergence.K3,
            Correction.NONE,
            2,
            1e-6,
            1024,
            false,
            false);

    /// What stands before the advantage in the policy loss.
    public enum Surrogate {
        /// `-min(r A, clip(r) A)`, r the probability ratio of the token: PPO and the paper.
        TOKEN_RATIO,
        /// The same, r the geometric mean of the ratios of the whole response: GSPO.
        SEQUENCE_RATIO,
        /// `-clip(r) A log pi` with a constant clip(r), so that clipped tokens keep a gradient: CISPO.
        CLIPPED_WEIGHT,
        /// `-A log pi`: no ratio at all; with [GrpoConfig.Advantage#REWARD] the paper's Online RFT.
        LOG_LIKELIHOOD
    }

    /// Estimate of the divergence from the reference policy at a sampled token, `x = log(pi_ref / pi)`.
    public enum Divergence {
        /// `exp(x) - x - 1`, differentiated as it stands: the paper.
        K3,
        /// The same times the token's ratio, whose gradient is that of KL(pi || ref) off-policy too: TRL's
        /// default.
        K3_RATIO_WEIGHTED
    }

    /// Weight on the policy loss for `pi_old / pi_sampler`. Other than with [#NONE], the learner takes the old
    /// log-probabilities from itself, by one more forward pass on each batch.
    public enum Correction {
        /// The old policy is the sampler: its log-probabilities are used as they came.
        NONE,
        /// Each token by its own ratio, cut off at the cap: token-level truncated importance sampling.
        TOKEN_TRUNCATED,
        /// Each response by the product of its ratios, cut off at the cap.
        SEQUENCE_TRUNCATED,
        /// Each response by the product of its ratios, 0 above the cap.
        SEQUENCE_MASKED
    }

    public GrpoVariant {
        require(dualClip > 1, "dual-clip", dualClip, "must be above 1");
        require(correctionCap > 0, "correction-cap", correctionCap, "must be positive");
        require(advantageEpsilon >= 0, "advantage-epsilon", advantageEpsilon, "must not be negative");
        require(longestResponse >= 1, "longest-response", longestResponse, "must be 1 or more");
    }

    /// The same with another correction.
    public GrpoVariant with(Correction other) {
        return new GrpoVariant(
                surrogate,
                dualClip,
                divergence,
                other,
                correctionCap,
                advantageEpsilon,
                longestResponse,
                maskTruncated,
                skipFlat);
    }

    private static void require(boolean holds, String setting, Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("mathesis.grpo." + setting + " is " + value + "; " + rule);
        }
    }
}
