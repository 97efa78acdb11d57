package mathesis.engine.kernels;

import java.lang.foreign.MemorySegment;

/// Attention of one new position for the query heads of one key/value head, over cached blocks.
final class AttentionDecode {
    private AttentionDecode() {}

    static void run(
            Heads shape,
            MemorySegment out,
            MemorySegment q,
            int row,
            KvBlocks prompt,
            KvBlocks own,
            int kvHead,
            Scratch scratch) {
        int group = shape.group();
        int padded = shape.padded();
        int headSize = shape.headSize();
        int keys = prompt.length() + own.length();
        long stride = keys + Gemm.PANEL; // the last panel of scores is written whole
        long tile = group * stride;
        var memory = scratch.floats(tile + (long) group * padded);
        long queries = (long) row * shape.queryWidth() + (long) kvHead * group * headSize;

        scores(memory, 0, stride, q, queries, headSize, prompt, kvHead, group);
        scores(memory, prompt.length(), stride, q, queries, headSize, own, kvHead, group);
        Elementwise.fill(memory, 0, tile, tile + (long) group * padded);
        for (int i = 0; i < group; i++) {
            float max = Rows.max(memory, i * stride, keys, shape.scale());
            float sum = Rows.exponentiate(memory, i * stride, keys, shape.scale(), max);
            Lanes.set(memory, i * stride + keys, 1 / sum);
        }
        values(memory, tile, padded, 0, stride, prompt, kvHead, group);
        values(memory, tile, padded, prompt.length(), stride, own, kvHead, group);
        for (int i = 0; i < group; i++) {
            float inverse = Lanes.get(memory, i * stride + keys);
            Panels.scaleRow(out, queries + (long) i * headSize, memory, tile + (long) i * padded, headSize, inverse);
        }
    }

    private static void scores(
            MemorySegment memory,
            long at,
            long stride,
            MemorySegment q,
            long queries,
            int headSize,
            KvBlocks kv,
            int kvHead,
            int group) {
        Attention.scores(
                memory, at, stride, q, queries, headSize, kv.keys(), kv.keysOf(kvHead), headSize, group, kv.length());
    }

    private static void values(
            MemorySegment memory, long tile, int padded, long at, long stride, KvBlocks kv, int kvHead, int group) {
        Tile.multiply(
                memory,
                tile,
                padded,
                memory,
                tile,
                padded,
                memory,
                at,
                stride,
                1,
                kv.values(),
                kv.valuesOf(kvHead),
                padded,
                group,
                padded,
                kv.length());
    }
}
