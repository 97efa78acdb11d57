package mathesis.corpus.training;

import mathesis.corpus.classify.Dictionary;
import mathesis.corpus.classify.HuffmanTree;
import mathesis.corpus.classify.ModelArguments;

/// One step of gradient descent at the output: from the mean of a line's rows to the gradient of that mean.
///
/// Adds `rate * -dLoss/dhidden` to the state's gradient and changes the output rows by `rate * -dLoss/drow`. One
/// object serves all threads; each has a [StepState] of its own.
sealed interface LossStep permits Softmax, OneVsAll, HierarchicalSoftmax, NegativeSampling {
    static LossStep of(ModelArguments arguments, OutputRows output, Dictionary dictionary) {
        return switch (arguments.loss()) {
            case SOFTMAX -> new Softmax(output);
            case ONE_VS_ALL -> new OneVsAll(output);
            case HIERARCHICAL_SOFTMAX ->
                new HierarchicalSoftmax(output, new LabelPaths(new HuffmanTree(dictionary.labelCounts())));
            case NEGATIVE_SAMPLING -> new NegativeSampling(output, dictionary.labelCounts(), arguments.neg());
        };
    }

    /// Learns one line whose labels are the first `labelCount` of `labels` (at least one); returns the loss before
    /// the change.
    float step(int[] labels, int labelCount, float rate, StepState state);

    /// One of the line's labels, each equally likely. A single label draws nothing from the generator's range but,
    /// as in fastText, a number all the same.
    static int drawn(int[] labels, int labelCount, StepState state) {
        return labels[state.random.nextInt(labelCount)];
    }
}
