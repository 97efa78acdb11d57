package mathesis.engine.kernels;

import java.lang.foreign.MemorySegment;

/// The forward pass of one work unit of [Attention]: one sequence, one key/value head, query rows eight at a time.
final class AttentionForward {
    private final Heads shape;
    private final int first;
    private final int length;
    private final int kvHead;
    private final MemorySegment memory;
    private final long stride;
    private final long values;
    private final long scores;
    private final long tile;
    private final long inverses;

    AttentionForward(Heads shape, int first, int length, int kvHead, Scratch scratch) {
        this.shape = shape;
        this.first = first;
        this.length = length;
        this.kvHead = kvHead;
        this.stride = (long) Gemm.panels(length) * Gemm.PANEL;
        this.values = stride * shape.headSize();
        this.scores = values + (long) length * shape.padded();
        this.tile = scores + Tile.ROWS * stride;
        this.inverses = tile + (long) Tile.ROWS * shape.padded();
        this.memory = scratch.floats(inverses + Tile.ROWS);
    }

    void run(MemorySegment out, MemorySegment logSumExp_TH, MemorySegment q, MemorySegment k, MemorySegment v) {
        int width = shape.keyValueWidth();
        long head = (long) first * width + (long) kvHead * shape.headSize();
        Panels.packKeys(memory, 0, k, head, width, shape.headSize(), length);
        Panels.copyRows(memory, values, shape.padded(), v, head, width, length, shape.headSize());
        for (int h = kvHead * shape.group(); h < (kvHead + 1) * shape.group(); h++) {
            for (int row = 0; row < length; row += Tile.ROWS) {
                rows(out, logSumExp_TH, q, h, row, Math.min(Tile.ROWS, length - row));
            }
        }
    }

    private void rows(MemorySegment out, MemorySegment logSumExp_TH, MemorySegment q, int head, int row, int count) {
        int keys = row + count;
        int padded = shape.padded();
        long queries = (long) (first + row) * shape.queryWidth() + (long) head * shape.headSize();
        Attention.scores(
                memory, scores, stride, q, queries, shape.queryWidth(), memory, 0, shape.headSize(), count, keys);
        long kept = (long) (first + row) * shape.heads() + head;
        for (int i = 0; i < count; i++) {
            long at = scores + i * stride;
            float max = Rows.max(memory, at, row + i + 1, shape.scale());
            float sum = Rows.exponentiate(memory, at, row + i + 1, shape.scale(), max);
            Elementwise.fill(memory, 0, at + row + i + 1, at + keys);
            Lanes.set(memory, inverses + i, 1 / sum);
            Lanes.set(logSumExp_TH, kept + (long) i * shape.heads(), (float) (max + StrictMath.log(sum)));
        }
        Tile.multiply(
                memory,
                tile,
                padded,
                Tile.ZEROS,
                0,
                0,
                memory,
                scores,
                stride,
                1,
                memory,
                values,
                padded,
                count,
                padded,
                keys);
        for (int i = 0; i < count; i++) {
            float inverse = Lanes.get(memory, inverses + i);
            Panels.scaleRow(
                    out,
                    queries + (long) i * shape.queryWidth(),
                    memory,
                    tile + (long) i * padded,
                    shape.headSize(),
                    inverse);
        }
    }
}
