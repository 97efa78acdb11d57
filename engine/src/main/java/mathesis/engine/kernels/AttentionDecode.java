package mathesis.engine.kernels;

/// Attention of one new position for the query heads of one key/value head, over cached blocks.
final class AttentionDecode {
    private AttentionDecode() {}

    /// `out` and `q` are the addresses of the position's rows `[H*D]`.
    static void run(Heads shape, long out, long q, KvBlocks prompt, KvBlocks own, int kvHead, Scratch scratch) {
        int group = shape.group();
        int padded = shape.padded();
        int headSize = shape.headSize();
        int keys = prompt.length() + own.length();
        long stride = keys + Gemm.PANEL; // the last panel of scores is written whole
        long scores = scratch.floats(group * (stride + padded));
        long tile = Lanes.at(scores, group * stride);
        long head = (long) kvHead * group * headSize;
        long queries = Lanes.at(q, head);

        long ownScores = Lanes.at(scores, prompt.length());
        Attention.scores(scores, stride, queries, headSize, prompt.keys(kvHead), headSize, group, prompt.length());
        Attention.scores(ownScores, stride, queries, headSize, own.keys(kvHead), headSize, group, own.length());
        for (int i = 0; i < group; i++) {
            long row = Lanes.at(scores, i * stride);
            float max = Rows.max(row, keys, shape.scale());
            float sum = Rows.exponentiate(row, keys, shape.scale(), max);
            Lanes.set(Lanes.at(row, keys), 1 / sum);
        }
        Product.write(tile, padded, scores, stride, 1, prompt.values(kvHead), padded, group, padded, prompt.length());
        Product.add(tile, padded, ownScores, stride, 1, own.values(kvHead), padded, group, padded, own.length());
        for (int i = 0; i < group; i++) {
            float inverse = Lanes.get(Lanes.at(scores, i * stride + keys));
            long row = Lanes.at(tile, (long) i * padded);
            Panels.scaleRow(Lanes.at(out, head + (long) i * headSize), row, headSize, inverse);
        }
    }
}
