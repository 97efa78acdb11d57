package mathesis.learner;

import java.util.Arrays;
import java.util.List;
import mathesis.engine.PolicyVersion;
import mathesis.engine.TokenBatch;
import mathesis.learner.PackedBatch.GroupSummary;
import mathesis.rollout.Completion;

/// Lays samples end to end in the arrays of a [PackedBatch]. Made for a known number of tokens and samples; the
/// batch takes the arrays over, so that one of these makes one batch.
final class PackedSamples {
    private final int[] tokens_T;
    private final int[] targets_T;
    private final float[] advantages_T;
    private final float[] oldLogprobs_T;
    private final float[] weights_T;
    private final int[] sequenceStarts;
    private int samples;

    PackedSamples(int tokens, int samples) {
        tokens_T = new int[tokens];
        targets_T = new int[tokens];
        advantages_T = new float[tokens];
        oldLogprobs_T = new float[tokens];
        weights_T = new float[tokens];
        sequenceStarts = new int[samples + 1];
    }

    /// Appends tokens `from` to `to` (exclusive) of another batch, which are one sample.
    void append(PackedBatch source, int from, int to) {
        int at = next(to - from);
        System.arraycopy(source.tokens_T(), from, tokens_T, at, to - from);
        System.arraycopy(source.targets_T(), from, targets_T, at, to - from);
        System.arraycopy(source.advantages_T(), from, advantages_T, at, to - from);
        System.arraycopy(source.oldLogprobs_T(), from, oldLogprobs_T, at, to - from);
        System.arraycopy(source.weights_T(), from, weights_T, at, to - from);
    }

    /// Appends a completion to its prompt, with the advantage of each of its tokens and the weight that they
    /// share. What tools wrote is read by the model and trains nothing: it is no target and weighs 0.
    void append(int[] prompt, Completion completion, double[] advantages, double weight) {
        int[] answer = completion.tokens();
        int at = next(prompt.length + answer.length);
        System.arraycopy(prompt, 0, tokens_T, at, prompt.length);
        System.arraycopy(answer, 0, tokens_T, at + prompt.length, answer.length);
        Arrays.fill(targets_T, at, at + prompt.length + answer.length, TokenBatch.NO_TARGET);
        for (int i = 0; i < answer.length; i++) {
            if (completion.tool().wrote(i)) {
                continue;
            }
            int t = at + prompt.length - 1 + i; // where answer[i] is predicted
            targets_T[t] = answer[i];
            advantages_T[t] = (float) advantages[i];
            oldLogprobs_T[t] = completion.logprobs()[i];
            weights_T[t] = (float) weight;
        }
    }

    PackedBatch batch(long step, PolicyVersion version, double temperature, double divisor, List<GroupSummary> groups) {
        return new PackedBatch(
                step,
                version,
                temperature,
                tokens_T,
                targets_T,
                advantages_T,
                oldLogprobs_T,
                weights_T,
                divisor,
                sequenceStarts,
                groups);
    }

    private int next(int length) {
        int at = sequenceStarts[samples++];
        sequenceStarts[samples] = at + length;
        return at;
    }
}
