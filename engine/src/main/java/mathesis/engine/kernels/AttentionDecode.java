package mathesis.engine.kernels;

/// Attention of one new position of each of some sequences with a common prompt, one key/value head at a time.
///
/// The queries of all sequences meet the prompt's keys and values in one matrix product, their own ones row by row.
/// Kept with the [Scratch] of its thread.
final class AttentionDecode {
    private Heads shape = new Heads(1, 1, 2);
    private long out;
    private long q;
    private KvBlocks prompt;
    private KvBlocks[] own = {};
    private int first;
    private int sequences;
    private long stride;
    private long queries;
    private long queryStride;
    private long scores;
    private long tile;

    /// Goes on to other rows: `out` and `q` are the addresses of the first one's heads `[H*D]`, its cache `own[first]`.
    void over(Heads shape, long out, long q, KvBlocks prompt, KvBlocks[] own, int first, int sequences) {
        this.shape = shape;
        this.out = out;
        this.q = q;
        this.prompt = prompt;
        this.own = own;
        this.first = first;
        this.sequences = sequences;
    }

    /// All query heads of one key/value head.
    void run(int kvHead, Scratch scratch) {
        plan(kvHead, scratch);
        int group = shape.group();
        int padded = shape.padded();
        int shared = prompt.length();
        int rows = sequences * group;
        Attention.scores(scores, stride, queries, queryStride, prompt.keys(kvHead), shape.headSize(), rows, shared);
        for (int s = 0; s < sequences; s++) {
            scoreOwn(own[first + s], kvHead, (long) s * group);
        }
        Product.write(tile, padded, scores, stride, 1, prompt.values(kvHead), padded, rows, padded, shared);
        for (int s = 0; s < sequences; s++) {
            finish(own[first + s], kvHead, s);
        }
    }

    /// Scratch holds rows of queries (where they do not lie at one distance anyway), of scores and of output.
    private void plan(int kvHead, Scratch scratch) {
        int group = shape.group();
        int longest = 0;
        for (int s = 0; s < sequences; s++) {
            longest = Math.max(longest, own[first + s].length());
        }
        stride = prompt.length() + longest + Gemm.PANEL; // the last panel of scores is written whole
        long rows = (long) sequences * group;
        scores = scratch.floats(rows * (stride + shape.padded() + shape.headSize()));
        tile = Lanes.at(scores, rows * stride);
        long head = Lanes.at(q, (long) kvHead * group * shape.headSize());
        if (group == 1 || sequences == 1) {
            queries = head;
            queryStride = group == 1 ? shape.queryWidth() : shape.headSize();
        } else {
            queries = Lanes.at(tile, rows * shape.padded());
            queryStride = shape.headSize();
            int width = group * shape.headSize();
            for (int s = 0; s < sequences; s++) {
                Elementwise.copy(
                        Lanes.at(queries, (long) s * width), Lanes.at(head, (long) s * shape.queryWidth()), width);
            }
        }
    }

    /// Scores of one sequence's own positions behind those of the prompt, then all of them to weights; 1 over their sum
    /// is left behind the last.
    private void scoreOwn(KvBlocks cache, int kvHead, long row) {
        int keys = prompt.length() + cache.length();
        Attention.scores(
                Lanes.at(scores, row * stride + prompt.length()),
                stride,
                Lanes.at(queries, row * queryStride),
                queryStride,
                cache.keys(kvHead),
                shape.headSize(),
                shape.group(),
                cache.length());
        for (int i = 0; i < shape.group(); i++) {
            long weights = Lanes.at(scores, (row + i) * stride);
            float max = Rows.max(weights, keys, shape.scale());
            float sum = Rows.exponentiate(weights, keys, shape.scale(), max);
            Lanes.set(Lanes.at(weights, keys), 1 / sum);
        }
    }

    private void finish(KvBlocks cache, int kvHead, int s) {
        int group = shape.group();
        int padded = shape.padded();
        long row = (long) s * group;
        long weights = Lanes.at(scores, row * stride + prompt.length());
        long sums = Lanes.at(tile, row * padded);
        Product.add(sums, padded, weights, stride, 1, cache.values(kvHead), padded, group, padded, cache.length());
        long to = Lanes.at(out, (long) s * shape.queryWidth() + (long) kvHead * group * shape.headSize());
        for (int i = 0; i < group; i++) {
            float inverse = Lanes.get(Lanes.at(weights, i * stride + cache.length()));
            Panels.scaleRow(
                    Lanes.at(to, (long) i * shape.headSize()),
                    Lanes.at(sums, (long) i * padded),
                    shape.headSize(),
                    inverse);
        }
    }
}
