package mathesis.reward.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import mathesis.engine.TokenBatch;
import mathesis.engine.Transformer;

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

    /// The model's values at all marks of sequences, labelled or not.
    ///
    /// @param shown what is made of the head's value
    static double[][] values(Transformer model, List<LabelledSequence> sequences, DoubleUnaryOperator shown) {
        var batch = TokenBatch.ofMarked(
                sequences.stream().map(LabelledSequence::tokens).toList(),
                sequences.stream().map(LabelledSequence::positions).toList());
        float[] values_T = model.values(batch);
        var values = new double[sequences.size()][];
        for (int s = 0; s < values.length; s++) {
            int start = batch.sequenceStarts()[s];
            values[s] = Arrays.stream(sequences.get(s).positions())
                    .mapToDouble(position -> shown.applyAsDouble(values_T[start + position]))
                    .toArray();
        }
        return values;
    }
}
