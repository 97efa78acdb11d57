package mathesis.engine.kernels;

import java.lang.foreign.MemorySegment;

/// The backward pass of one work unit of [Attention]: one sequence, one key/value head, query rows a block at a time.
///
/// With `p` the probabilities: `dv = p' dOut`, `dp = dOut v'`, `ds = p * (dp - sum_d dOut * out) * scale`, `dq = ds k`,
/// `dk = ds' q`. Gradients of keys and values gather in scratch over query heads, then rows, ascending.
final class AttentionBackward {
    private static final int BLOCK = 32;

    private final Heads shape;
    private final int padded;
    private final int first;
    private final int length;
    private final int kvHead;
    private final MemorySegment memory;
    private final long stride;
    private final long valuePanels;
    private final long keyRows;
    private final long dKeys;
    private final long dValues;
    private final long p;
    private final long ds;
    private final long qRows;
    private final long dOutRows;
    private final long tile;

    AttentionBackward(Heads shape, int first, int length, int kvHead, Scratch scratch) {
        this.shape = shape;
        this.padded = shape.padded();
        this.first = first;
        this.length = length;
        this.kvHead = kvHead;
        this.stride = (long) Gemm.panels(length) * Gemm.PANEL;
        this.valuePanels = stride * shape.headSize();
        this.keyRows = 2 * valuePanels;
        this.dKeys = keyRows + (long) length * padded;
        this.dValues = dKeys + (long) length * padded;
        this.p = dValues + (long) length * padded;
        this.ds = p + BLOCK * stride;
        this.qRows = ds + BLOCK * stride;
        this.dOutRows = qRows + (long) BLOCK * padded;
        this.tile = dOutRows + (long) BLOCK * padded;
        this.memory = scratch.floats(tile + (long) BLOCK * padded);
    }

    void run(
            MemorySegment dq,
            MemorySegment dk,
            MemorySegment dv,
            MemorySegment dOut,
            MemorySegment out,
            MemorySegment logSumExp_TH,
            MemorySegment q,
            MemorySegment k,
            MemorySegment v) {
        int width = shape.keyValueWidth();
        int headSize = shape.headSize();
        long head = (long) first * width + (long) kvHead * headSize;
        Panels.packKeys(memory, 0, k, head, width, headSize, length);
        Panels.packKeys(memory, valuePanels, v, head, width, headSize, length);
        Panels.copyRows(memory, keyRows, padded, k, head, width, length, headSize);
        Elementwise.fill(memory, 0, dKeys, p);
        for (int h = kvHead * shape.group(); h < (kvHead + 1) * shape.group(); h++) {
            for (int row = 0; row < length; row += BLOCK) {
                block(dq, dOut, out, logSumExp_TH, q, h, row, Math.min(BLOCK, length - row));
            }
        }
        Panels.copyBack(dk, head, width, memory, dKeys, padded, length, headSize);
        Panels.copyBack(dv, head, width, memory, dValues, padded, length, headSize);
    }

    private void block(
            MemorySegment dq,
            MemorySegment dOut,
            MemorySegment out,
            MemorySegment logSumExp_TH,
            MemorySegment q,
            int head,
            int row,
            int count) {
        int width = shape.queryWidth();
        long at = (long) (first + row) * width + (long) head * shape.headSize();
        Panels.copyRows(memory, qRows, padded, q, at, width, count, shape.headSize());
        Panels.copyRows(memory, dOutRows, padded, dOut, at, width, count, shape.headSize());
        for (int sub = 0; sub < count; sub += Tile.ROWS) {
            int rows = Math.min(Tile.ROWS, count - sub);
            scores(p + sub * stride, qRows + (long) sub * padded, 0, rows, row + sub + rows);
            scores(ds + sub * stride, dOutRows + (long) sub * padded, valuePanels, rows, row + sub + rows);
        }
        for (int i = 0; i < count; i++) {
            float logSumExp = Lanes.get(logSumExp_TH, (long) (first + row + i) * shape.heads() + head);
            long outRow = at + (long) i * width;
            float delta = Rows.dot(dOut, outRow, out, outRow, shape.headSize());
            scoreGradient(p + i * stride, ds + i * stride, row + i + 1, logSumExp, delta);
        }
        gatherKeyGradients(row, count);
        queryGradients(dq, at, row, count);
    }

    private void scores(long to, long rowsAt, long panels, int rows, int keys) {
        Attention.scores(memory, to, stride, memory, rowsAt, padded, memory, panels, shape.headSize(), rows, keys);
    }

    /// Turns a row of scores into probabilities and a row of `dp` into `ds`; zeros follow up to whole tiles.
    private void scoreGradient(long pAt, long dsAt, int visible, float logSumExp, float delta) {
        Rows.scoreGradient(memory, pAt, dsAt, visible, shape.scale(), logSumExp, delta);
        int whole = (visible + Tile.ROWS - 1) / Tile.ROWS * Tile.ROWS;
        Elementwise.fill(memory, 0, pAt + visible, pAt + whole);
        Elementwise.fill(memory, 0, dsAt + visible, dsAt + whole);
    }

    /// `dv += p' dOut` and `dk += ds' q` for the keys that the block sees; eight keys start at their own row.
    private void gatherKeyGradients(int row, int count) {
        transposed(dValues, p, dOutRows, 0, row, 0, count);
        transposed(dKeys, ds, qRows, 0, row, 0, count);
        for (int skipped = 0; skipped < count; skipped += Tile.ROWS) {
            int keys = Math.min(Tile.ROWS, count - skipped);
            transposed(dValues, p, dOutRows, row + skipped, keys, skipped, count);
            transposed(dKeys, ds, qRows, row + skipped, keys, skipped, count);
        }
    }

    private void transposed(long to, long weights, long rows, int key, int keys, int skipped, int count) {
        long target = to + (long) key * padded;
        Tile.multiply(
                memory,
                target,
                padded,
                memory,
                target,
                padded,
                memory,
                weights + skipped * stride + key,
                1,
                stride,
                memory,
                rows + (long) skipped * padded,
                padded,
                keys,
                padded,
                count - skipped);
    }

    private void queryGradients(MemorySegment dq, long at, int row, int count) {
        for (int sub = 0; sub < count; sub += Tile.ROWS) {
            int rows = Math.min(Tile.ROWS, count - sub);
            Tile.multiply(
                    memory,
                    tile + (long) sub * padded,
                    padded,
                    Tile.ZEROS,
                    0,
                    0,
                    memory,
                    ds + sub * stride,
                    stride,
                    1,
                    memory,
                    keyRows,
                    padded,
                    rows,
                    padded,
                    row + sub + rows);
        }
        Panels.copyBack(dq, at, shape.queryWidth(), memory, tile, padded, count, shape.headSize());
    }
}
