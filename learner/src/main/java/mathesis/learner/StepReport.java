package mathesis.learner;

import mathesis.reward.RewardTally;

/// What one step (mu updates on one batch) did. Means are over target tokens unless said; "first update" is before
/// any weight of the step changed. Names in brackets are those of verl or TRL.
///
/// @param step                  number of the step, from 1
/// @param updates               gradient updates made, mu
/// @param loss                  the negated objective of the first update, KL term included
/// @param rewardMean            mean reward over completions (`reward`)
/// @param rewardStd             mean over groups of the sample deviation within the group (`reward_std`)
/// @param zeroStdShare          share of groups whose rewards are all equal (`frac_reward_zero_std`)
/// @param correctShare          share of scored completions with the right answer
/// @param klToReference         k3 estimate of the divergence from the reference policy, first update; 0 without
///                              one (`kl`)
/// @param klToReferenceK1       the same by k1, `log(pi / pi_ref)`
/// @param klToReferenceK2       the same by k2, `log(pi / pi_ref)^2 / 2`
/// @param klToSampler           mean log-probability while sampling less the learner's, last update (`ppo_kl`)
/// @param entropy               mean entropy of the policy, nats, first update (`entropy`)
/// @param clipFraction          share of tokens whose ratio was clipped, last update (`pg_clipfrac`)
/// @param clipFractionLow       those below the lower bound (`clip_ratio/low_mean`)
/// @param clipFractionHigh      those above the upper bound (`clip_ratio/high_mean`)
/// @param clipFractionDual      share of tokens at the dual clip, last update (`pg_clipfrac_lower`)
/// @param gradientNorm          before clipping, last update (`grad_norm`)
/// @param learnerSamplerGapMax  largest distance between the log-probability while sampling and the learner's,
///                              first update (`sampling_logp_difference/max`)
/// @param learnerSamplerGapMean mean of the same
/// @param completionLengthMean  tokens, those of tools not counted (`completions/mean_length`)
/// @param finishedShare         share of completions that ended by a stop token
/// @param toolCallFrequency     programs run for a completion, mean (`tools/call_frequency`)
/// @param toolFailureFrequency  share of them that ended in an error (`tools/failure_frequency`)
/// @param unscored              completions left out because no reward could be computed
/// @param skipped               samples not computed because nothing could move them, see [GrpoVariant#skipFlat]
/// @param tokensTrained         positions that went through forward and backward, all updates together
/// @param groups                groups trained on
/// @param rewards               what each reward said, before its weight (`rewards/NAME/mean`), and how answers
/// compared
public record StepReport(
        long step,
        int updates,
        double loss,
        double rewardMean,
        double rewardStd,
        double zeroStdShare,
        double correctShare,
        double klToReference,
        double klToReferenceK1,
        double klToReferenceK2,
        double klToSampler,
        double entropy,
        double clipFraction,
        double clipFractionLow,
        double clipFractionHigh,
        double clipFractionDual,
        double gradientNorm,
        double learnerSamplerGapMax,
        double learnerSamplerGapMean,
        double completionLengthMean,
        double finishedShare,
        double toolCallFrequency,
        double toolFailureFrequency,
        int unscored,
        int skipped,
        long tokensTrained,
        int groups,
        RewardTally rewards) {}
