package mathesis.reward.model;

import java.util.ArrayList;
import java.util.List;
import mathesis.engine.TokenBatch;

/// Labelled sequences laid end to end.
///
/// @param tokens    the sequences, marked where they are to be judged
/// @param positions in the whole batch, of the marks with a label
/// @param labels    of these
record LabelledBatch(TokenBatch tokens, int[] positions, float[] labels) {
    static LabelledBatch of(List<LabelledSequence> sequences) {
        var marks = new ArrayList<int[]>();
        int labelled = sequences.stream().mapToInt(LabelledSequence::labelled).sum();
        var positions = new int[labelled];
        var labels = new float[labelled];
        int count = 0;
        int start = 0;
        for (var sequence : sequences) {
            var marked = new int[sequence.labelled()];
            int in = 0;
            for (int i = 0; i < sequence.positions().length; i++) {
                if (!Float.isNaN(sequence.labels()[i])) {
                    marked[in++] = sequence.positions()[i];
                    positions[count] = start + sequence.positions()[i];
                    labels[count++] = sequence.labels()[i];
                }
            }
            marks.add(marked);
            start += sequence.tokens().length;
        }
        var tokens = sequences.stream().map(LabelledSequence::tokens).toList();
        return new LabelledBatch(TokenBatch.ofMarked(tokens, marks), positions, labels);
    }
}
