package mathesis.corpus.classify;

/// Means over the rows of lines by their [Features], for any model.
final class FeatureMeans implements LineMeans {
    private final ModelArguments arguments;
    private final Dictionary dictionary;
    private final float[] weights;
    private final Features features;

    /// @param weights of all rows of the input matrix
    FeatureMeans(ModelArguments arguments, Dictionary dictionary, float... weights) {
        this.arguments = arguments;
        this.dictionary = dictionary;
        this.weights = weights;
        this.features = new Features(arguments, dictionary);
    }

    @Override
    public double mean(byte[] text, int from, int to) {
        features.readAsLine(text, from, to);
        int[] rows = features.rows();
        double sum = 0;
        for (int i = 0; i < features.count(); i++) {
            sum += weights[rows[i]];
        }
        return sum / features.count();
    }

    @Override
    public FeatureMeans another() {
        return new FeatureMeans(arguments, dictionary, weights);
    }
}
