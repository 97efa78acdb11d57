package mathesis.engine.kernels;

/// Attention of one new position of each of some sequences with a common prompt.
///
/// The queries of up to 16 sequences meet the prompt's keys and values in one matrix product per head. A sequence's own
/// keys and values are streamed from memory in the order in which they lie, all heads together, two heads at a time
/// for the sake of enough independent sums. Kept with the [Scratch] of its thread.
final class AttentionDecode {
    /// Sequences that read the prompt together; bounds the scratch.
    private static final int TOGETHER = 16;

    private Heads shape = new Heads(1, 1, 2);
    private long out;
    private long q;
    private KvBlocks prompt;
    private KvBlocks[] own = {};
    private int first;
    private int sequences;

    /// Of the sequences at hand: query heads of one key/value head.
    private int rows;
    /// Floats from one row of scores to the next.
    private long stride;
    private long scores;
    private long sums;
    private long queries;

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

    /// All sequences and heads.
    void run(Scratch scratch) {
        for (int from = 0; from < sequences; from += TOGETHER) {
            together(from, Math.min(TOGETHER, sequences - from), scratch);
        }
    }

    private void together(int from, int count, Scratch scratch) {
        plan(from, count, scratch);
        for (int head = 0; head < shape.kvHeads(); head++) {
            long panels = prompt.keys(head);
            int size = shape.headSize();
            Attention.scores(
                    scores(head), stride, queries(head), size, panels, prompt.keyStride(), size, rows, prompt.length());
        }
        for (int s = 0; s < count; s++) {
            scoreOwn(own[first + from + s], s);
        }
        for (int row = 0; row < shape.kvHeads() * rows; row++) {
            weigh(
                    Lanes.at(scores, row * stride),
                    prompt.length() + own[first + from + row % rows / shape.group()].length());
        }
        int padded = shape.padded();
        for (int head = 0; head < shape.kvHeads(); head++) {
            long values = prompt.values(head);
            int keys = prompt.length();
            Product.write(
                    sums(head), padded, scores(head), stride, 1, values, prompt.valueStride(), rows, padded, keys);
        }
        for (int s = 0; s < count; s++) {
            addOwn(own[first + from + s], s);
            finish(from + s, s, prompt.length() + own[first + from + s].length());
        }
    }

    /// Scratch holds `[kv head][sequence][group]` rows of scores, of sums and of queries.
    private void plan(int from, int count, Scratch scratch) {
        int longest = 0;
        for (int s = 0; s < count; s++) {
            longest = Math.max(longest, own[first + from + s].length());
        }
        rows = count * shape.group();
        stride = prompt.length() + longest + Gemm.PANEL; // the last panel of scores is written whole
        long all = (long) rows * shape.kvHeads();
        scores = scratch.floats(all * (stride + shape.padded() + shape.headSize()));
        sums = Lanes.at(scores, all * stride);
        queries = Lanes.at(sums, all * shape.padded());
        int width = shape.group() * shape.headSize();
        for (int s = 0; s < count; s++) {
            for (int head = 0; head < shape.kvHeads(); head++) {
                long row = Lanes.at(q, (long) (from + s) * shape.queryWidth() + (long) head * width);
                Elementwise.copy(Lanes.at(queries(head), (long) s * width), row, width);
            }
        }
    }

    private long scores(int kvHead) {
        return Lanes.at(scores, (long) kvHead * rows * stride);
    }

    private long sums(int kvHead) {
        return Lanes.at(sums, (long) kvHead * rows * shape.padded());
    }

    private long queries(int kvHead) {
        return Lanes.at(queries, (long) kvHead * rows * shape.headSize());
    }

    /// Scores of one sequence's own positions, behind those of the prompt.
    private void scoreOwn(KvBlocks cache, int s) {
        int group = shape.group();
        int size = shape.headSize();
        long panel = (long) Gemm.PANEL * size;
        for (int key = 0; key < cache.length(); key += Gemm.PANEL) {
            int head = 0;
            for (; group == 1 && head + 1 < shape.kvHeads(); head += 2) {
                long to = Lanes.at(scores(head), s * stride + prompt.length() + key);
                long from = Lanes.at(cache.keys(head), key / Gemm.PANEL * cache.keyStride());
                long query = Lanes.at(queries(head), (long) s * size);
                Product.writePair(
                        to, rows * stride, query, (long) rows * size, from, panel, Gemm.PANEL, Gemm.PANEL, size);
            }
            for (; head < shape.kvHeads(); head++) {
                long to = Lanes.at(scores(head), (long) s * group * stride + prompt.length() + key);
                long from = Lanes.at(cache.keys(head), key / Gemm.PANEL * cache.keyStride());
                long query = Lanes.at(queries(head), (long) s * group * size);
                Attention.scores(to, stride, query, size, from, panel, size, group, 1);
            }
        }
    }

    /// Scores to weights, in place; 1 over their sum is left behind the last.
    private void weigh(long row, int keys) {
        float max = Rows.max(row, keys, shape.scale());
        float sum = Rows.exponentiate(row, keys, shape.scale(), max);
        Lanes.set(Lanes.at(row, keys), 1 / sum);
    }

    private void addOwn(KvBlocks cache, int s) {
        int group = shape.group();
        int padded = shape.padded();
        int keys = cache.length();
        int head = 0;
        for (; group == 1 && head + 1 < shape.kvHeads(); head += 2) {
            long to = Lanes.at(sums(head), (long) s * padded);
            long weights = Lanes.at(scores(head), s * stride + prompt.length());
            long values = cache.values(head);
            Product.addPair(
                    to,
                    (long) rows * padded,
                    weights,
                    rows * stride,
                    values,
                    padded,
                    cache.valueStride(),
                    padded,
                    keys);
        }
        for (; head < shape.kvHeads(); head++) {
            long to = Lanes.at(sums(head), (long) s * group * padded);
            long weights = Lanes.at(scores(head), (long) s * group * stride + prompt.length());
            long values = cache.values(head);
            Product.add(to, padded, weights, stride, 1, values, cache.valueStride(), group, padded, keys);
        }
    }

    private void finish(int sequence, int s, int keys) {
        int group = shape.group();
        for (int head = 0; head < shape.heads(); head++) {
            long row = (long) s * group + head % group;
            float inverse = Lanes.get(Lanes.at(scores(head / group), row * stride + keys));
            Panels.scaleRow(
                    Lanes.at(out, (long) sequence * shape.queryWidth() + (long) head * shape.headSize()),
                    Lanes.at(sums(head / group), row * shape.padded()),
                    shape.headSize(),
                    inverse);
        }
    }
}
