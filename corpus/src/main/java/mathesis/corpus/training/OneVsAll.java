package mathesis.corpus.training;

/// A yes or no for every label; several labels of a line are all yes.
///
/// @param output one row a label
record OneVsAll(OutputRows output) implements LossStep {
    @Override
    public float step(int[] labels, int labelCount, float rate, StepState state) {
        float loss = 0;
        for (int label = 0; label < output.rows(); label++) {
            loss += BinaryLogistic.step(output, label, contains(labels, labelCount, label), rate, state);
        }
        return loss;
    }

    private static boolean contains(int[] labels, int labelCount, int label) {
        for (int i = 0; i < labelCount; i++) {
            if (labels[i] == label) {
                return true;
            }
        }
        return false;
    }
}
