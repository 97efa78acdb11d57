package mathesis.corpus.training;

/// A yes or no at every inner node between the root of the label tree and the label.
///
/// @param output one row an inner node of the label tree; the last, as in fastText's files, is never used
record HierarchicalSoftmax(OutputRows output, LabelPaths paths) implements LossStep {
    @Override
    public float step(int[] labels, int labelCount, float rate, StepState state) {
        int target = LossStep.drawn(labels, labelCount, state);
        int[] path = paths.rows(target);
        boolean[] turns = paths.turns(target);
        float loss = 0;
        for (int i = 0; i < path.length; i++) {
            loss += BinaryLogistic.step(output, path[i], turns[i], rate, state);
        }
        return loss;
    }
}
