package mathesis.engine.kernels;

import java.lang.foreign.MemorySegment;

/// Causal softmax attention over packed sequences, with grouped key/value heads; scores scaled by `1 / sqrt(D)`.
///
/// Source: Vaswani et al. 2017, arXiv:1706.03762, eq. 1; the backward pass recomputes probabilities from the kept
/// log-sum-exp (Dao et al. 2022, arXiv:2205.14135, appendix B.2) and holds a few rows of scores at a time.
///
/// Of one query row: scores are chains over d, the softmax sum follows the row rule over the key's position, and the
/// output is one chain over positions times the reciprocal of the sum. Training and decoding agree to the bit.
public final class Attention {
    private Attention() {}

    /// Work units of a batch: one for each sequence and key/value head, sequence by sequence.
    public static int units(int[] starts, Heads shape) {
        return (starts.length - 1) * shape.kvHeads();
    }

    /// Writes `out` (`[T, H*D]`) and `logSumExp_TH` for the units `[fromUnit, toUnit)`.
    ///
    /// @param q      `[T, H*D]`
    /// @param k      `[T, kvHeads*D]`, like `v`
    /// @param starts where each sequence begins, then T
    public static void forward(
            MemorySegment out,
            MemorySegment logSumExp_TH,
            MemorySegment q,
            MemorySegment k,
            MemorySegment v,
            int[] starts,
            Heads shape,
            int fromUnit,
            int toUnit,
            Scratch scratch) {
        int tokens = starts[starts.length - 1];
        long queries = (long) tokens * shape.queryWidth();
        long keys = (long) tokens * shape.keyValueWidth();
        var pass = scratch.attentionForward();
        pass.over(
                shape,
                Memory.address(out, queries),
                Memory.address(logSumExp_TH, (long) tokens * shape.heads()),
                Memory.address(q, queries),
                Memory.address(k, keys),
                Memory.address(v, keys));
        for (int unit = fromUnit; unit < toUnit; unit++) {
            int first = starts[unit / shape.kvHeads()];
            pass.run(first, starts[unit / shape.kvHeads() + 1] - first, unit % shape.kvHeads(), scratch);
        }
        Memory.keep(out, logSumExp_TH, q, k, v);
    }

    /// Writes `dq`, `dk` and `dv` for the units `[fromUnit, toUnit)`, from what [#forward] took and gave.
    public static void backward(
            MemorySegment dq,
            MemorySegment dk,
            MemorySegment dv,
            MemorySegment dOut,
            MemorySegment out,
            MemorySegment logSumExp_TH,
            MemorySegment q,
            MemorySegment k,
            MemorySegment v,
            int[] starts,
            Heads shape,
            int fromUnit,
            int toUnit,
            Scratch scratch) {
        int tokens = starts[starts.length - 1];
        long queries = (long) tokens * shape.queryWidth();
        long keys = (long) tokens * shape.keyValueWidth();
        var pass = scratch.attentionBackward();
        pass.over(
                shape,
                Memory.address(dq, queries),
                Memory.address(dk, keys),
                Memory.address(dv, keys),
                Memory.address(dOut, queries),
                Memory.address(out, queries),
                Memory.address(logSumExp_TH, (long) tokens * shape.heads()),
                Memory.address(q, queries),
                Memory.address(k, keys),
                Memory.address(v, keys));
        for (int unit = fromUnit; unit < toUnit; unit++) {
            int first = starts[unit / shape.kvHeads()];
            pass.run(first, starts[unit / shape.kvHeads() + 1] - first, unit % shape.kvHeads(), scratch);
        }
        Memory.keep(dq, dk, dv, dOut, out, logSumExp_TH, q, k, v);
    }

    /// Attention of one new position of each of some sequences that go on from one prompt: writes rows
    /// `[fromRow, toRow)` of `out` from the same rows of `q` (both `[rows, H*D]`) over the positions of `prompt`,
    /// read once for all of them, then those of `own[row]`, which already hold the new position's key and value.
    public static void decode(
            MemorySegment out,
            MemorySegment q,
            int fromRow,
            int toRow,
            KvBlocks prompt,
            KvBlocks[] own,
            Heads shape,
            Scratch scratch) {
        long from = (long) fromRow * shape.queryWidth();
        long to = (long) toRow * shape.queryWidth();
        var pass = scratch.attentionDecode();
        pass.over(
                shape,
                Lanes.at(Memory.address(out, from, to), from),
                Lanes.at(Memory.address(q, from, to), from),
                prompt,
                own,
                fromRow,
                toRow - fromRow);
        pass.run(scratch);
        Memory.keep(out, q);
    }

    /// Scores of `rows` query rows against `keys` keys in panels of 32; whole panels are written.
    ///
    /// @param panelStride floats from one panel to the next
    static void scores(
            long scores,
            long stride,
            long q,
            long qRow,
            long panels,
            long panelStride,
            int headSize,
            int rows,
            int keys) {
        Product.writePanels(scores, stride, q, qRow, 1, panels, panelStride, rows, Gemm.panels(keys), headSize);
    }
}
