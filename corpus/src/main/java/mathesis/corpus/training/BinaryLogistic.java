package mathesis.corpus.training;

/// `-log sigmoid(row . hidden)` where the row's answer is yes, `-log(1 - sigmoid(row . hidden))` where it is no.
final class BinaryLogistic {
    private BinaryLogistic() {}

    static float step(OutputRows output, int row, boolean yes, float rate, StepState state) {
        float probability = LogisticTables.sigmoid(output.dot(row, state.hidden_C));
        output.step(row, rate * ((yes ? 1 : 0) - probability), state.hidden_C, state.gradient_C);
        return -LogisticTables.log(yes ? probability : 1 - probability);
    }
}
