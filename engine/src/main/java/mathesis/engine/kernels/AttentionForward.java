package mathesis.engine.kernels;

/// The forward pass of [Attention] over the work units of one batch, query rows eight at a time. Arrays are given by
/// address.
final class AttentionForward {
    private final Heads shape;
    private final int padded;
    private final long out;
    private final long logSumExp_TH;
    private final long q;
    private final long k;
    private final long v;
    /// Of each row at hand, 1 over the sum of its weights.
    private final float[] inverses = new float[Product.ROWS];

    AttentionForward(Heads shape, long out, long logSumExp_TH, long q, long k, long v) {
        this.shape = shape;
        this.padded = shape.padded();
        this.out = out;
        this.logSumExp_TH = logSumExp_TH;
        this.q = q;
        this.k = k;
        this.v = v;
    }

    /// One sequence and key/value head: keys become panels and values padded rows, both in scratch.
    void run(int first, int length, int kvHead, Scratch scratch) {
        long stride = (long) Gemm.panels(length) * Gemm.PANEL;
        long panels = stride * shape.headSize();
        long values = (long) length * padded;
        long rows = Product.ROWS * (stride + padded);
        long memory = scratch.floats(panels + values + rows);
        var unit = new Unit(first, stride, memory, Lanes.at(memory, panels), Lanes.at(memory, panels + values));
        int width = shape.keyValueWidth();
        long head = (long) first * width + (long) kvHead * shape.headSize();
        Panels.packKeys(unit.keys, Lanes.at(k, head), width, shape.headSize(), length);
        Panels.copyIn(unit.values, padded, Lanes.at(v, head), width, length, shape.headSize());
        for (int h = kvHead * shape.group(); h < (kvHead + 1) * shape.group(); h++) {
            for (int row = 0; row < length; row += Product.ROWS) {
                rows(unit, h, row, Math.min(Product.ROWS, length - row));
            }
        }
    }

    private void rows(Unit unit, int head, int row, int count) {
        int width = shape.queryWidth();
        int keys = row + count;
        long at = (long) (unit.first + row) * width + (long) head * shape.headSize();
        Attention.scores(unit.scores, unit.stride, Lanes.at(q, at), width, unit.keys, shape.headSize(), count, keys);
        for (int i = 0; i < count; i++) {
            long kept = (long) (unit.first + row + i) * shape.heads() + head;
            inverses[i] =
                    softmax(Lanes.at(unit.scores, i * unit.stride), row + i + 1, keys, Lanes.at(logSumExp_TH, kept));
        }
        long tile = Lanes.at(unit.scores, Product.ROWS * unit.stride);
        Product.write(tile, padded, unit.scores, unit.stride, 1, unit.values, padded, count, padded, keys);
        for (int i = 0; i < count; i++) {
            Panels.scaleRow(
                    Lanes.at(out, at + (long) i * width),
                    Lanes.at(tile, (long) i * padded),
                    shape.headSize(),
                    inverses[i]);
        }
    }

    /// Turns a row of scores into weights over `visible` keys and zeros up to `keys`; returns 1 over their sum.
    private float softmax(long scores, int visible, int keys, long kept) {
        float max = Rows.max(scores, visible, shape.scale());
        float sum = Rows.exponentiate(scores, visible, shape.scale(), max);
        Elementwise.fill(Lanes.at(scores, visible), 0, keys - visible);
        Lanes.set(kept, (float) (max + StrictMath.log(sum)));
        return 1 / sum;
    }

    /// Scratch of one work unit: key panels, padded value rows, then eight rows of scores and of output.
    private record Unit(int first, long stride, long keys, long values, long scores) {}
}
