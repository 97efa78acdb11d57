package mathesis.learner;

import java.util.List;
import mathesis.engine.PolicyVersion;

/// Graded groups as the learner trains on them: prompt and completion of every sample laid end to end, with what the
/// objective needs at each token. The learner is blind to how advantages and weights came about. Nobody may write the
/// arrays after construction.
///
/// @param step           the update that these groups are for
/// @param version        the policy that sampled them
/// @param temperature    at which old log-probabilities were taken and new ones must be
/// @param tokens_T       input ids
/// @param targets_T      ids to score, [mathesis.engine.TokenBatch#NO_TARGET] over the prompt and at each last position
/// @param advantages_T   advantage of each target token, 0 where there is none
/// @param oldLogprobs_T  log-probability recorded while sampling, 0 where there is no target
/// @param weights_T      share of each target token in the objective; carries the averaging rule, `1 / (G |o_i|)` and
///                       the number of groups for the paper
/// @param sequenceStarts borders of the samples: `[0, ..., T]`
/// @param groups         what the batch holds, in order, with each group's metrics
public record PackedBatch(
        long step,
        PolicyVersion version,
        double temperature,
        int[] tokens_T,
        int[] targets_T,
        float[] advantages_T,
        float[] oldLogprobs_T,
        float[] weights_T,
        int[] sequenceStarts,
        List<GroupSummary> groups) {
    public PackedBatch {
        groups = List.copyOf(groups);
        int length = tokens_T.length;
        if (targets_T.length != length
                || advantages_T.length != length
                || oldLogprobs_T.length != length
                || weights_T.length != length) {
            throw new IllegalArgumentException("the arrays of a packed batch differ in length");
        }
    }

    /// What is left of a group once it is packed: enough for metrics and the book-keeping of ids.
    ///
    /// @param groupId         the group
    /// @param problemId       its problem
    /// @param rewards         reward of each scored completion
    /// @param correct         number of completions with the right answer
    /// @param finished        number of completions that ended by a stop token
    /// @param unscored        completions left out because no reward could be computed
    /// @param completionTokens tokens of all completions together
    public record GroupSummary(
            String groupId,
            String problemId,
            double[] rewards,
            int correct,
            int finished,
            int unscored,
            int completionTokens) {}
}
