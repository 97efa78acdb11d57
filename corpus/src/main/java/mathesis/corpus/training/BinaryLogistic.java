package mathesis.corpus.training;

import mathesis.corpus.classify.SigmoidTable;

/// `-log sigmoid(row . hidden)` where the row's answer is yes, `-log(1 - sigmoid(row . hidden))` where it is no.
final class BinaryLogistic {
    private BinaryLogistic() {}

    static float step(OutputRows output, int row, boolean yes, float rate, StepState state) {
        float dot = output.dot(row, state.hidden_C);
        float probability = Float.isNaN(dot) ? dot : SigmoidTable.of(dot); // so that a model that diverged is seen
        output.step(row, rate * ((yes ? 1 : 0) - probability), state.hidden_C, state.gradient_C);
        return loss(yes ? probability : 1 - probability);
    }

    /// `-log probability`; 11.5 for 0, which the sigmoid's table gives for all under -8.
    static float loss(float probability) {
        return (float) -Math.log(probability + 1e-5);
    }
}
