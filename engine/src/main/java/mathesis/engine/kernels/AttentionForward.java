package mathesis.engine.kernels;

/// The forward pass of [Attention] over the work units of one batch, query rows eight at a time. Arrays are given by
/// address. Kept with the [Scratch] of its thread.
final class AttentionForward {
    private Heads shape = new Heads(1, 1, 2);
    private int padded;
    private long out;
    private long logSumExp_TH;
    private long q;
    private long k;
    private long v;
    private int first;
    /// Floats from one row of scores to the next.
    private long stride;
    private long keyPanels;
    private long values;
    private long scores;
    /// Of each row at hand, 1 over the sum of its weights.
    private final float[] inverses = new float[Product.ROWS];

    /// Goes on to another batch.
    void over(Heads shape, long out, long logSumExp_TH, long q, long k, long v) {
        this.shape = shape;
        this.padded = shape.padded();
        this.out = out;
        this.logSumExp_TH = logSumExp_TH;
        this.q = q;
        this.k = k;
        this.v = v;
    }

    /// One sequence and key/value head: keys become panels and values padded rows, both in scratch, before eight rows
    /// of
    /// scores and of output.
    void run(int first, int length, int kvHead, Scratch scratch) {
        this.first = first;
        stride = (long) Gemm.panels(length) * Gemm.PANEL;
        long panelFloats = stride * shape.headSize();
        long valueFloats = (long) length * padded;
        keyPanels = scratch.floats(panelFloats + valueFloats + Product.ROWS * (stride + padded));
        values = Lanes.at(keyPanels, panelFloats);
        scores = Lanes.at(values, valueFloats);
        int width = shape.keyValueWidth();
        long head = (long) first * width + (long) kvHead * shape.headSize();
        Panels.packKeys(keyPanels, Lanes.at(k, head), width, shape.headSize(), length);
        Panels.copyIn(values, padded, Lanes.at(v, head), width, length, shape.headSize());
        for (int h = kvHead * shape.group(); h < (kvHead + 1) * shape.group(); h++) {
            for (int row = 0; row < length; row += Product.ROWS) {
                rows(h, row, Math.min(Product.ROWS, length - row));
            }
        }
    }

    private void rows(int head, int row, int count) {
        int width = shape.queryWidth();
        int keys = row + count;
        long at = (long) (first + row) * width + (long) head * shape.headSize();
        long panel = (long) Gemm.PANEL * shape.headSize();
        Attention.scores(scores, stride, Lanes.at(q, at), width, keyPanels, panel, shape.headSize(), count, keys);
        for (int i = 0; i < count; i++) {
            long kept = (long) (first + row + i) * shape.heads() + head;
            inverses[i] = softmax(Lanes.at(scores, i * stride), row + i + 1, keys, Lanes.at(logSumExp_TH, kept));
        }
        long tile = Lanes.at(scores, Product.ROWS * stride);
        Product.write(tile, padded, scores, stride, 1, values, padded, count, padded, keys);
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
}
