package mathesis.corpus.training;

/// `-log softmax(W hidden)[label]`.
///
/// @param output one row a label
record Softmax(OutputRows output) implements LossStep {
    @Override
    public float step(int[] labels, int labelCount, float rate, StepState state) {
        int target = LossStep.drawn(labels, labelCount, state);
        float[] probability_K = state.output_K;
        probabilities(probability_K, state.hidden_C);
        for (int label = 0; label < probability_K.length; label++) {
            float alpha = rate * ((label == target ? 1 : 0) - probability_K[label]);
            output.step(label, alpha, state.hidden_C, state.gradient_C);
        }
        return BinaryLogistic.loss(probability_K[target]);
    }

    private void probabilities(float[] probability_K, float[] hidden_C) {
        float largest = Float.NEGATIVE_INFINITY;
        for (int label = 0; label < probability_K.length; label++) {
            probability_K[label] = output.dot(label, hidden_C);
            largest = Math.max(largest, probability_K[label]);
        }
        float sum = 0;
        for (int label = 0; label < probability_K.length; label++) {
            probability_K[label] = (float) Math.exp(probability_K[label] - largest);
            sum += probability_K[label];
        }
        for (int label = 0; label < probability_K.length; label++) {
            probability_K[label] /= sum;
        }
    }
}
