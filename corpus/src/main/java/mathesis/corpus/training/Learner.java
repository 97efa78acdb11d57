package mathesis.corpus.training;

import java.util.Arrays;
import mathesis.corpus.classify.Features;

/// Learns one line after another. One for each thread; the matrices are those of all.
final class Learner {
    private final InputRows input;
    private final LossStep loss;
    private final StepState state;
    private final DistinctRows distinct = new DistinctRows();

    Learner(InputRows input, LossStep loss, StepState state) {
        this.input = input;
        this.loss = loss;
        this.state = state;
    }

    /// A line without a label or without a feature teaches nothing.
    void learn(Features line, float rate) {
        if (line.count() == 0 || line.labelCount() == 0) {
            return;
        }
        distinct.set(line.rows(), line.count());
        int[] places = distinct.rows();
        for (int i = 0; i < distinct.count(); i++) {
            places[i] = input.place(places[i]);
        }
        input.mean(places, distinct.counts(), distinct.count(), line.count(), state.hidden_C);
        Arrays.fill(state.gradient_C, 0);
        float value = loss.step(line.labels(), line.labelCount(), rate, state);
        if (Float.isNaN(value)) {
            throw new IllegalStateException("the loss is no number any more; a lower learning rate (--lr) helps");
        }
        state.count(value);
        for (int i = 0; i < state.gradient_C.length; i++) {
            state.gradient_C[i] /= line.count();
        }
        input.add(state.gradient_C, places, distinct.counts(), distinct.count());
    }

    StepState state() {
        return state;
    }
}
