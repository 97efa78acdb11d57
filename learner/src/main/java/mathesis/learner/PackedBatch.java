package mathesis.learner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import mathesis.engine.PolicyVersion;
import mathesis.engine.TokenBatch;
import mathesis.reward.RewardTally;

/// Graded groups as the learner trains on them: prompt and completion of every sample laid end to end, with what
/// the objective needs at each token. The learner is blind to how advantages and weights came about. Nobody may
/// write the arrays after construction.
///
/// The first token of a completion is predicted at the last position of its prompt, so that position has a target.
/// A token that a tool wrote within a completion is no target.
///
/// Averaging is data: the loss is `sum_t(weights_T[t] * loss_t) / divisor`. Merging adds the divisors, so that
/// groups can travel one by one and still be averaged as one batch.
///
/// @param step           the update that these groups are for
/// @param version        the policy that sampled them; of several, the oldest
/// @param temperature    at which old log-probabilities were taken and new ones must be
/// @param tokens_T       input ids
/// @param targets_T      ids to score, [TokenBatch#NO_TARGET] in the prompt, at the last position, where a tool wrote
/// @param advantages_T   advantage of each target token, 0 where there is none
/// @param oldLogprobs_T  log-probability recorded while sampling, 0 where there is no target
/// @param weights_T      weight of each target token, 0 where there is none: for the paper's averaging `1 / |o_i|`
/// @param divisor        what the weighted sum is divided by: for the paper's averaging the number of responses
/// @param sequenceStarts borders of the samples: `[0, ..., T]`
/// @param groups         what the batch holds, in order, with each group's metrics; empty in a micro-batch
public record PackedBatch(
        long step,
        PolicyVersion version,
        double temperature,
        int[] tokens_T,
        int[] targets_T,
        float[] advantages_T,
        float[] oldLogprobs_T,
        float[] weights_T,
        double divisor,
        int[] sequenceStarts,
        List<GroupSummary> groups) {
    public PackedBatch {
        groups = List.copyOf(groups);
        int length = new TokenBatch(tokens_T, targets_T, sequenceStarts, temperature).length();
        if (advantages_T.length != length || oldLogprobs_T.length != length || weights_T.length != length) {
            throw new IllegalArgumentException("the arrays of a packed batch differ in length");
        }
        for (int g = 1; g < groups.size(); g++) {
            if (groups.get(g - 1).groupId().compareTo(groups.get(g).groupId()) >= 0) {
                throw new IllegalArgumentException("group " + groups.get(g).groupId() + " comes twice or out of order");
            }
        }
        if (!(divisor > 0 && divisor < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("divisor is " + divisor + "; must be positive and finite");
        }
    }

    /// What is left of a group once it is packed: enough for metrics and the book-keeping of ids.
    ///
    /// @param groupId          the group
    /// @param problemId        its problem
    /// @param rewards          reward of each scored completion; under process supervision the mean over its steps
    /// @param correct          number of completions with the right answer
    /// @param finished         number of completions that ended by a stop token
    /// @param unscored         completions left out because no reward could be computed
    /// @param completionTokens tokens that the model wrote in all completions together, unscored ones too
    /// @param toolCalls        programs whose result the model was shown
    /// @param failedPrograms   those of them that ended in an error
    /// @param tally            what the rewards said, part by part
    public record GroupSummary(
            String groupId,
            String problemId,
            double[] rewards,
            int correct,
            int finished,
            int unscored,
            int completionTokens,
            int toolCalls,
            int failedPrograms,
            RewardTally tally) {
        /// Completions that were sampled.
        public int completions() {
            return rewards.length + unscored;
        }
    }

    /// One batch of many, in the order of their group ids, whatever order they come in.
    public static PackedBatch merge(List<PackedBatch> batches) {
        var ordered = batches.stream()
                .sorted(Comparator.comparing(batch -> batch.groupIds().getFirst()))
                .toList();
        var first = ordered.getFirst();
        var samples = new PackedSamples(
                ordered.stream().mapToInt(batch -> batch.tokens_T.length).sum(),
                ordered.stream().mapToInt(PackedBatch::sequences).sum());
        for (var batch : ordered) {
            if (batch.step != first.step || batch.temperature != first.temperature) {
                throw new IllegalArgumentException("cannot merge groups of different steps or temperatures");
            }
            batch.copyTo(samples, IntStream.range(0, batch.sequences()));
        }
        return samples.batch(
                first.step,
                ordered.stream()
                        .map(PackedBatch::version)
                        .min(Comparator.naturalOrder())
                        .orElseThrow(),
                first.temperature,
                ordered.stream().mapToDouble(PackedBatch::divisor).sum(),
                ordered.stream().flatMap(batch -> batch.groups.stream()).toList());
    }

    /// The samples that `chosen` names, in parts of at most `maxTokens` tokens, cut between samples; a longer
    /// sample is a part of its own. Every part keeps the divisor of the whole, so that losses and gradients of the
    /// parts add up to those of the whole.
    public List<PackedBatch> microBatches(int maxTokens, IntPredicate chosen) {
        var parts = new ArrayList<PackedBatch>();
        var part = new ArrayList<Integer>();
        int tokens = 0;
        for (int s = 0; s < sequences(); s++) {
            if (!chosen.test(s)) {
                continue;
            }
            if (tokens > 0 && tokens + length(s) > maxTokens) {
                parts.add(micro(part, tokens));
                part.clear();
                tokens = 0;
            }
            part.add(s);
            tokens += length(s);
        }
        if (tokens > 0) {
            parts.add(micro(part, tokens));
        }
        return parts;
    }

    /// The same samples with other advantages and old log-probabilities.
    public PackedBatch with(float[] otherAdvantages_T, float[] otherOldLogprobs_T) {
        return new PackedBatch(
                step,
                version,
                temperature,
                tokens_T,
                targets_T,
                otherAdvantages_T,
                otherOldLogprobs_T,
                weights_T,
                divisor,
                sequenceStarts,
                groups);
    }

    private PackedBatch micro(List<Integer> part, int tokens) {
        var samples = new PackedSamples(tokens, part.size());
        copyTo(samples, part.stream().mapToInt(Integer::intValue));
        return samples.batch(step, version, temperature, divisor, List.of());
    }

    private void copyTo(PackedSamples samples, IntStream sequences) {
        sequences.forEach(s -> samples.append(this, sequenceStarts[s], sequenceStarts[s + 1]));
    }

    /// Whether every token of a sample has advantage 0: all that may move it is the KL penalty.
    public boolean flat(int sequence) {
        return IntStream.range(sequenceStarts[sequence], sequenceStarts[sequence + 1])
                .allMatch(t -> advantages_T[t] == 0);
    }

    /// What the transformer sees of the batch.
    public TokenBatch tokenBatch() {
        return new TokenBatch(tokens_T, targets_T, sequenceStarts, temperature);
    }

    /// Number of samples.
    public int sequences() {
        return sequenceStarts.length - 1;
    }

    /// Number of tokens of a sample.
    public int length(int sequence) {
        return sequenceStarts[sequence + 1] - sequenceStarts[sequence];
    }

    /// Ids of the groups, in order.
    public List<String> groupIds() {
        return groups.stream().map(GroupSummary::groupId).toList();
    }
}
