package mathesis.learner;

/// What one step (mu updates on one batch) did. Means are over target tokens unless said; "first update" is before
/// any weight of the step changed.
///
/// @param step                  number of the step, from 1
/// @param updates               gradient updates made, mu
/// @param loss                  the negated objective of the first update, KL term included
/// @param rewardMean            mean reward over completions
/// @param rewardStd             mean over groups of the sample deviation within the group
/// @param zeroStdShare          share of groups whose rewards are all equal
/// @param correctShare          share of scored completions with the right answer
/// @param klToReference         k3 estimate of the divergence from the reference policy, first update; 0 without
///                              one
/// @param klToOld               mean of old minus new log-probability, last update
/// @param entropy               mean entropy of the policy, nats, first update
/// @param clipFraction          share of tokens whose ratio was clipped, last update
/// @param gradientNorm          before clipping, last update
/// @param learnerSamplerGapMax  largest |log-probability while sampling - learner's own|, first update
/// @param learnerSamplerGapMean mean of the same
/// @param completionLengthMean  tokens
/// @param finishedShare         share of completions that ended by a stop token
/// @param unscored              completions left out because no reward could be computed
/// @param skipped               samples not computed because nothing could move them, see [GrpoVariant#skipFlat]
/// @param tokensTrained         positions that went through forward and backward, all updates together
/// @param groups                groups trained on
public record StepReport(
        long step,
        int updates,
        double loss,
        double rewardMean,
        double rewardStd,
        double zeroStdShare,
        double correctShare,
        double klToReference,
        double klToOld,
        double entropy,
        double clipFraction,
        double gradientNorm,
        double learnerSamplerGapMax,
        double learnerSamplerGapMean,
        double completionLengthMean,
        double finishedShare,
        int unscored,
        int skipped,
        long tokensTrained,
        int groups) {}
