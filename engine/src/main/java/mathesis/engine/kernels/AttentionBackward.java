package mathesis.engine.kernels;

/// The backward pass of [Attention] over the work units of one batch, query rows a block at a time. Arrays are given by
/// address. Kept with the [Scratch] of its thread.
///
/// With `p` the probabilities: `dv = p' dOut`, `dp = dOut v'`, `ds = p * (dp - sum_d dOut * out) * scale`, `dq = ds k`,
/// `dk = ds' q`. Gradients of keys and values gather in scratch over query heads, then rows, ascending.
final class AttentionBackward {
    private static final int BLOCK = 32;

    private final Unit unit = new Unit();
    private Heads shape = new Heads(1, 1, 2);
    private int headSize;
    private int padded;
    private long dq;
    private long dk;
    private long dv;
    private long dOut;
    private long out;
    private long logSumExp_TH;
    private long q;
    private long k;
    private long v;

    /// Goes on to another batch.
    void over(Heads shape, long dq, long dk, long dv, long dOut, long out, long logSumExp_TH, long q, long k, long v) {
        this.shape = shape;
        this.headSize = shape.headSize();
        this.padded = shape.padded();
        this.dq = dq;
        this.dk = dk;
        this.dv = dv;
        this.dOut = dOut;
        this.out = out;
        this.logSumExp_TH = logSumExp_TH;
        this.q = q;
        this.k = k;
        this.v = v;
    }

    /// One sequence and key/value head.
    void run(int first, int length, int kvHead, Scratch scratch) {
        unit.in(scratch, first, length, headSize, padded);
        int width = shape.keyValueWidth();
        long head = (long) first * width + (long) kvHead * headSize;
        Panels.packKeys(unit.keyPanels, Lanes.at(k, head), width, headSize, length);
        Panels.packKeys(unit.valuePanels, Lanes.at(v, head), width, headSize, length);
        Panels.copyIn(unit.keys, padded, Lanes.at(k, head), width, length, headSize);
        Elementwise.fill(unit.dKeys, 0, 2L * length * padded);
        for (int h = kvHead * shape.group(); h < (kvHead + 1) * shape.group(); h++) {
            for (int row = 0; row < length; row += BLOCK) {
                block(h, row, Math.min(BLOCK, length - row));
            }
        }
        Panels.copyOut(Lanes.at(dk, head), width, unit.dKeys, padded, length, headSize);
        Panels.copyOut(Lanes.at(dv, head), width, unit.dValues, padded, length, headSize);
    }

    private void block(int head, int row, int count) {
        int width = shape.queryWidth();
        long at = (long) (unit.first + row) * width + (long) head * headSize;
        Panels.copyIn(unit.queries, padded, Lanes.at(q, at), width, count, headSize);
        Panels.copyIn(unit.dOut, padded, Lanes.at(dOut, at), width, count, headSize);
        for (int sub = 0; sub < count; sub += Product.ROWS) {
            int rows = Math.min(Product.ROWS, count - sub);
            scores(unit.p, unit.queries, unit.keyPanels, unit.stride, sub, rows, row + sub + rows);
            scores(unit.ds, unit.dOut, unit.valuePanels, unit.stride, sub, rows, row + sub + rows);
        }
        for (int i = 0; i < count; i++) {
            long outRow = at + (long) i * width;
            float delta = Rows.dot(Lanes.at(dOut, outRow), Lanes.at(out, outRow), headSize);
            float kept = Lanes.get(Lanes.at(logSumExp_TH, (long) (unit.first + row + i) * shape.heads() + head));
            long skipped = i * unit.stride;
            scoreGradient(Lanes.at(unit.p, skipped), Lanes.at(unit.ds, skipped), row + i + 1, kept, delta);
        }
        gatherKeyGradients(row, count);
        queryGradients(Lanes.at(dq, at), row, count);
    }

    private void scores(long to, long from, long panels, long stride, int sub, int rows, int keys) {
        Attention.scores(
                Lanes.at(to, sub * stride),
                stride,
                Lanes.at(from, (long) sub * padded),
                padded,
                panels,
                (long) Gemm.PANEL * headSize,
                headSize,
                rows,
                keys);
    }

    /// Turns a row of scores into probabilities and a row of `dp` into `ds`; zeros follow up to whole tiles.
    private void scoreGradient(long p, long ds, int visible, float logSumExp, float delta) {
        Rows.scoreGradient(p, ds, visible, shape.scale(), logSumExp, delta);
        int rest = -visible & (Product.ROWS - 1);
        Elementwise.fill(Lanes.at(p, visible), 0, rest);
        Elementwise.fill(Lanes.at(ds, visible), 0, rest);
    }

    /// `dv += p' dOut` and `dk += ds' q`: the keys before the block see all its rows, those inside only rows from
    /// their own tile on.
    private void gatherKeyGradients(int row, int count) {
        transposed(0, row, 0, count);
        for (int sub = 0; sub < count; sub += Product.ROWS) {
            transposed(row + sub, Math.min(Product.ROWS, count - sub), sub, count);
        }
    }

    private void transposed(int key, int keys, int skipped, int count) {
        long weights = skipped * unit.stride + key;
        long rows = (long) skipped * padded;
        long to = (long) key * padded;
        Product.add(
                Lanes.at(unit.dValues, to),
                padded,
                Lanes.at(unit.p, weights),
                1,
                unit.stride,
                Lanes.at(unit.dOut, rows),
                padded,
                keys,
                padded,
                count - skipped);
        Product.add(
                Lanes.at(unit.dKeys, to),
                padded,
                Lanes.at(unit.ds, weights),
                1,
                unit.stride,
                Lanes.at(unit.queries, rows),
                padded,
                keys,
                padded,
                count - skipped);
    }

    private void queryGradients(long dq, int row, int count) {
        for (int sub = 0; sub < count; sub += Product.ROWS) {
            int rows = Math.min(Product.ROWS, count - sub);
            Product.write(
                    unit.tile,
                    padded,
                    Lanes.at(unit.ds, sub * unit.stride),
                    unit.stride,
                    1,
                    unit.keys,
                    padded,
                    rows,
                    padded,
                    row + sub + rows);
            Panels.copyOut(
                    Lanes.at(dq, (long) sub * shape.queryWidth()),
                    shape.queryWidth(),
                    unit.tile,
                    padded,
                    rows,
                    headSize);
        }
    }

    /// Scratch of one work unit. Panels are `[t / 32][D][32]`, the other rows are padded to whole vectors; `p` and `ds`
    /// hold a block of rows of `stride` floats.
    private static final class Unit {
        private int first;
        private long stride;
        private long keyPanels;
        private long valuePanels;
        private long keys;
        private long dKeys;
        private long dValues;
        private long p;
        private long ds;
        private long queries;
        private long dOut;
        private long tile;

        void in(Scratch scratch, int first, int length, int headSize, int padded) {
            this.first = first;
            stride = (long) Gemm.panels(length) * Gemm.PANEL;
            long panels = stride * headSize;
            long rows = (long) length * padded;
            long block = BLOCK * (2 * stride + 2L * padded) + (long) Product.ROWS * padded;
            keyPanels = scratch.floats(2 * panels + 3 * rows + block);
            valuePanels = Lanes.at(keyPanels, panels);
            keys = Lanes.at(valuePanels, panels);
            dKeys = Lanes.at(keys, rows);
            dValues = Lanes.at(dKeys, rows);
            p = Lanes.at(dValues, rows);
            ds = Lanes.at(p, BLOCK * stride);
            queries = Lanes.at(ds, BLOCK * stride);
            dOut = Lanes.at(queries, (long) BLOCK * padded);
            tile = Lanes.at(dOut, (long) BLOCK * padded);
        }
    }
}
