package mathesis.engine;

import java.util.Arrays;
import java.util.List;

/// Sequences laid end to end, without padding. Attention never crosses a sequence border; positions count from each
/// sequence's start. The arrays are shared, not copied: nobody may write them after construction.
///
/// @param tokens_T       input ids
/// @param targets_T      the id to predict at each position, or [#NO_TARGET] where nothing is predicted
/// @param sequenceStarts where each sequence begins, then the total: `[0, ..., T]`
/// @param temperature    divides the logits before the softmax; 1 is the plain model
public record TokenBatch(int[] tokens_T, int[] targets_T, int[] sequenceStarts, double temperature) {
    /// Marks a position that predicts nothing: its log-probability is 0 and carries no gradient.
    public static final int NO_TARGET = -1;

    public TokenBatch {
        if (tokens_T.length != targets_T.length) {
            throw new IllegalArgumentException(tokens_T.length + " tokens but " + targets_T.length + " targets");
        }
        if (sequenceStarts.length < 2
                || sequenceStarts[0] != 0
                || sequenceStarts[sequenceStarts.length - 1] != tokens_T.length) {
            throw new IllegalArgumentException("sequence starts must run from 0 to the number of tokens");
        }
        for (int s = 1; s < sequenceStarts.length; s++) {
            if (sequenceStarts[s] <= sequenceStarts[s - 1]) {
                throw new IllegalArgumentException("sequence " + (s - 1) + " is empty");
            }
        }
        if (!(temperature > 0)) {
            throw new IllegalArgumentException("temperature is " + temperature + "; must be positive");
        }
    }

    /// One sequence, each position predicting the next token; the last predicts nothing.
    public static TokenBatch of(int... tokens) {
        return ofSequences(List.of(tokens));
    }

    /// Sequences laid end to end; in each, every position predicts the next token and the last predicts nothing.
    public static TokenBatch ofSequences(List<int[]> sequences) {
        var starts = new int[sequences.size() + 1];
        for (int s = 0; s < sequences.size(); s++) {
            starts[s + 1] = starts[s] + sequences.get(s).length;
        }
        int total = starts[sequences.size()];
        var tokens = new int[total];
        var targets = new int[total];
        Arrays.fill(targets, NO_TARGET);
        for (int s = 0; s < sequences.size(); s++) {
            var sequence = sequences.get(s);
            for (int t = 0; t < sequence.length; t++) {
                tokens[starts[s] + t] = sequence[t];
                if (t > 0) {
                    targets[starts[s] + t - 1] = sequence[t];
                }
            }
        }
        return new TokenBatch(tokens, targets, starts, 1);
    }

    /// Sequences laid end to end of which some positions are marked by having a target, their own token: those whose
    /// value a scalar head is to give.
    ///
    /// @param marks for each sequence, the positions in it
    public static TokenBatch ofMarked(List<int[]> sequences, List<int[]> marks) {
        var plain = ofSequences(sequences);
        var targets = new int[plain.length()];
        Arrays.fill(targets, NO_TARGET);
        for (int s = 0; s < sequences.size(); s++) {
            for (int position : marks.get(s)) {
                targets[plain.sequenceStarts[s] + position] = sequences.get(s)[position];
            }
        }
        return new TokenBatch(plain.tokens_T, targets, plain.sequenceStarts, 1);
    }

    /// Refuses ids outside the vocabulary and sequences longer than the model's context.
    ///
    /// @throws IllegalArgumentException naming the position
    public void requireWithin(ModelConfig config) {
        for (int t = 0; t < tokens_T.length; t++) {
            boolean target = targets_T[t] >= NO_TARGET && targets_T[t] < config.vocabularySize();
            if (tokens_T[t] < 0 || tokens_T[t] >= config.vocabularySize() || !target) {
                throw new IllegalArgumentException("token " + tokens_T[t] + " (target " + targets_T[t]
                        + ") at position " + t + " lies outside the vocabulary of " + config.vocabularySize());
            }
        }
        for (int s = 0; s < sequences(); s++) {
            int length = sequenceStarts[s + 1] - sequenceStarts[s];
            if (length > config.contextLength()) {
                throw new IllegalArgumentException("sequence " + s + " has " + length
                        + " tokens; the model's context is " + config.contextLength());
            }
        }
    }

    /// T, the number of positions.
    public int length() {
        return tokens_T.length;
    }

    /// Number of sequences.
    public int sequences() {
        return sequenceStarts.length - 1;
    }
}
