package mathesis.corpus.training;

/// What one thread keeps between and within its steps.
final class StepState {
    /// Mean of the line's input rows.
    final float[] hidden_C;
    /// What the loss asks of the mean, times the learning rate.
    final float[] gradient_C;
    /// Scratch of the losses that look at every label.
    final float[] output_K;

    final MinStdRandom random;
    private double lossSum;
    private long examples;

    StepState(int dimensions, int labels, long seed) {
        hidden_C = new float[dimensions];
        gradient_C = new float[dimensions];
        output_K = new float[labels];
        random = new MinStdRandom(seed);
    }

    void count(float loss) {
        lossSum += loss;
        examples++;
    }

    double lossSum() {
        return lossSum;
    }

    long examples() {
        return examples;
    }
}
