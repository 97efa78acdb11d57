package mathesis.engine.kernels;

/// The backward pass of [Attention] over the work units of one batch, query rows a block at a time. Arrays are given by
/// address.
///
/// With `p` the probabilities: `dv = p' dOut`, `dp = dOut v'`, `ds = p * (dp - sum_d dOut * out) * scale`, `dq = ds k`,
/// `dk = ds' q`. Gradients of keys and values gather in scratch over query heads, then rows, ascending.
final class AttentionBackward {
    private static final int BLOCK = 32;

    /// What is written, and where it comes from.
    record Gradients(long dq, long dk, long dv, long dOut) {}

    private final Heads shape;
    private final int headSize;
    private final int padded;
    private final Gradients gradients;
    private final long out;
    private final long logSumExp_TH;
    private final long q;
    private final long k;
    private final long v;

    AttentionBackward(Heads shape, Gradients gradients, long out, long logSumExp_TH, long q, long k, long v) {
        this.shape = shape;
        this.headSize = shape.headSize();
        this.padded = shape.padded();
        this.gradients = gradients;
        this.out = out;
        this.logSumExp_TH = logSumExp_TH;
        this.q = q;
        this.k = k;
        this.v = v;
    }

    /// One sequence and key/value head.
    void run(int first, int length, int kvHead, Scratch scratch) {
        var unit = Unit.in(scratch, first, length, headSize, padded);
        int width = shape.keyValueWidth();
        long head = (long) first * width + (long) kvHead * headSize;
        Panels.packKeys(unit.keyPanels, Lanes.at(k, head), width, headSize, length);
        Panels.packKeys(unit.valuePanels, Lanes.at(v, head), width, headSize, length);
        Panels.copyIn(unit.keys, padded, Lanes.at(k, head), width, length, headSize);
        Elementwise.fill(unit.dKeys, 0, 2L * length * padded);
        for (int h = kvHead * shape.group(); h < (kvHead + 1) * shape.group(); h++) {
            for (int row = 0; row < length; row += BLOCK) {
                block(unit, h, row, Math.min(BLOCK, length - row));
            }
        }
        Panels.copyOut(Lanes.at(gradients.dk, head), width, unit.dKeys, padded, length, headSize);
        Panels.copyOut(Lanes.at(gradients.dv, head), width, unit.dValues, padded, length, headSize);
    }

    private void block(Unit unit, int head, int row, int count) {
        int width = shape.queryWidth();
        long at = (long) (unit.first + row) * width + (long) head * headSize;
        Panels.copyIn(unit.queries, padded, Lanes.at(q, at), width, count, headSize);
        Panels.copyIn(unit.dOut, padded, Lanes.at(gradients.dOut, at), width, count, headSize);
        for (int sub = 0; sub < count; sub += Product.ROWS) {
            int rows = Math.min(Product.ROWS, count - sub);
            scores(unit.p, unit.queries, unit.keyPanels, unit.stride, sub, rows, row + sub + rows);
            scores(unit.ds, unit.dOut, unit.valuePanels, unit.stride, sub, rows, row + sub + rows);
        }
        for (int i = 0; i < count; i++) {
            long outRow = at + (long) i * width;
            float delta = Rows.dot(Lanes.at(gradients.dOut, outRow), Lanes.at(out, outRow), headSize);
            float kept = Lanes.get(Lanes.at(logSumExp_TH, (long) (unit.first + row + i) * shape.heads() + head));
            long skipped = i * unit.stride;
            scoreGradient(Lanes.at(unit.p, skipped), Lanes.at(unit.ds, skipped), row + i + 1, kept, delta);
        }
        gatherKeyGradients(unit, row, count);
        queryGradients(unit, Lanes.at(gradients.dq, at), row, count);
    }

    private void scores(long to, long from, long panels, long stride, int sub, int rows, int keys) {
        Attention.scores(
                Lanes.at(to, sub * stride),
                stride,
                Lanes.at(from, (long) sub * padded),
                padded,
                panels,
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
    private void gatherKeyGradients(Unit unit, int row, int count) {
        transposed(unit, 0, row, 0, count);
        for (int sub = 0; sub < count; sub += Product.ROWS) {
            transposed(unit, row + sub, Math.min(Product.ROWS, count - sub), sub, count);
        }
    }

    private void transposed(Unit unit, int key, int keys, int skipped, int count) {
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

    private void queryGradients(Unit unit, long dq, int row, int count) {
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
    private record Unit(
            int first,
            long stride,
            long keyPanels,
            long valuePanels,
            long keys,
            long dKeys,
            long dValues,
            long p,
            long ds,
            long queries,
            long dOut,
            long tile) {

        static Unit in(Scratch scratch, int first, int length, int headSize, int padded) {
            long stride = (long) Gemm.panels(length) * Gemm.PANEL;
            long[] sizes = {
                stride * headSize,
                stride * headSize,
                (long) length * padded,
                (long) length * padded,
                (long) length * padded,
                BLOCK * stride,
                BLOCK * stride,
                (long) BLOCK * padded,
                (long) BLOCK * padded,
                (long) Product.ROWS * padded
            };
            long total = 0;
            for (long size : sizes) {
                total += size;
            }
            long at = scratch.floats(total);
            for (int i = 0; i < sizes.length; i++) {
                long size = sizes[i];
                sizes[i] = at;
                at = Lanes.at(at, size);
            }
            return new Unit(
                    first, stride, sizes[0], sizes[1], sizes[2], sizes[3], sizes[4], sizes[5], sizes[6], sizes[7],
                    sizes[8], sizes[9]);
        }
    }
}
