package mathesis.corpus.classify;

/// Every label's row is multiplied: softmax over all of them, or a logistic function of each, as one-vs-all and
/// negative sampling have it.
record FlatOutput(Matrix output, Activation activation) implements OutputLayer {
    enum Activation {
        SOFTMAX,
        LOGISTIC
    }

    @Override
    public void predict(float[] hidden, float threshold, BestLabels best) {
        var probabilities = new float[(int) output.rows()];
        for (int label = 0; label < probabilities.length; label++) {
            probabilities[label] = output.dotRow(label, hidden);
        }
        switch (activation) {
            case SOFTMAX -> softmax(probabilities, probabilities.length);
            case LOGISTIC -> logistic(probabilities);
        }
        for (int label = 0; label < probabilities.length; label++) {
            if (probabilities[label] >= threshold) {
                best.offer(label, OutputLayer.log(probabilities[label]));
            }
        }
    }

    /// Of the first so many values, in their place.
    static void softmax(float[] values, int count) {
        float max = values[0];
        for (int i = 1; i < count; i++) {
            max = Math.max(max, values[i]);
        }
        float sum = 0;
        for (int i = 0; i < count; i++) {
            values[i] = (float) Math.exp(values[i] - max);
            sum += values[i];
        }
        for (int i = 0; i < count; i++) {
            values[i] /= sum;
        }
    }

    private static void logistic(float... values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = SigmoidTable.of(values[i]);
        }
    }
}
