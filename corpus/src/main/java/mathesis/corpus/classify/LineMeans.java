package mathesis.corpus.classify;

/// The mean over a line's rows of one weight for each row of the input matrix. One for each thread.
sealed interface LineMeans permits WordMeans, FeatureMeans {
    /// The mean for a range of bytes as one line; NaN where it has no feature. White space separates words, newlines
    /// too, and `</s>` follows at the end.
    double mean(byte[] text, int from, int to);

    /// The same for another thread, with the same tables.
    LineMeans another();

    /// @param weights of all rows, finite; nobody writes to them any more
    static LineMeans of(ModelArguments arguments, Dictionary dictionary, float... weights) {
        return arguments.maxn() <= 0 && dictionary.pruned() instanceof PruneIndex.All
                ? new WordMeans(arguments, dictionary, new WordTable(dictionary, weights), weights)
                : new FeatureMeans(arguments, dictionary, weights);
    }
}
