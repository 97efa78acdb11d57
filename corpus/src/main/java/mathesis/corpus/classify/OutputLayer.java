package mathesis.corpus.classify;

import mathesis.corpus.classify.ModelArguments.Loss;

/// From a line's hidden vector to its best labels. Immutable.
sealed interface OutputLayer permits FlatOutput, HierarchicalOutput {
    /// Offers labels whose probability is at least the threshold.
    void predict(float[] hidden, float threshold, BestLabels best);

    static OutputLayer of(Loss loss, Matrix output, Dictionary dictionary) {
        return switch (loss) {
            case HIERARCHICAL_SOFTMAX -> new HierarchicalOutput(output, new HuffmanTree(dictionary.labelCounts()));
            case SOFTMAX -> new FlatOutput(output, FlatOutput.Activation.SOFTMAX);
            case NEGATIVE_SAMPLING, ONE_VS_ALL -> new FlatOutput(output, FlatOutput.Activation.LOGISTIC);
        };
    }

    /// The logarithm in which fastText keeps its scores.
    static float log(float probability) {
        return (float) Math.log(probability + 1e-5);
    }
}
