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
    public static int units(int[] starts, int kvHeads) {
        return (starts.length - 1) * kvHeads;
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
            int heads,
            int kvHeads,
            int headSize,
            int fromUnit,
            int toUnit,
            Scratch scratch) {
        var shape = new Heads(heads, kvHeads, headSize);
        for (int unit = fromUnit; unit < toUnit; unit++) {
            int sequence = unit / kvHeads;
            int first = starts[sequence];
            int length = starts[sequence + 1] - first;
            new AttentionForward(shape, first, length, unit % kvHeads, scratch).run(out, logSumExp_TH, q, k, v);
        }
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
            int heads,
            int kvHeads,
            int headSize,
            int fromUnit,
            int toUnit,
            Scratch scratch) {
        var shape = new Heads(heads, kvHeads, headSize);
        for (int unit = fromUnit; unit < toUnit; unit++) {
            int sequence = unit / kvHeads;
            int first = starts[sequence];
            int length = starts[sequence + 1] - first;
            new AttentionBackward(shape, first, length, unit % kvHeads, scratch)
                    .run(dq, dk, dv, dOut, out, logSumExp_TH, q, k, v);
        }
    }

    /// Attention of one new position: writes row `row` of `out` from row `row` of `q` (both `[rows, H*D]`) over the
    /// positions of `prompt`, then those of `own`, which already hold the new position's key and value.
    public static void decode(
            MemorySegment out,
            MemorySegment q,
            int row,
            KvBlocks prompt,
            KvBlocks own,
            int heads,
            int kvHeads,
            int headSize,
            Scratch scratch) {
        var shape = new Heads(heads, kvHeads, headSize);
        for (int head = 0; head < kvHeads; head++) {
            AttentionDecode.run(shape, out, q, row, prompt, own, head, scratch);
        }
    }

    /// Scores of `rows` query rows against `keys` keys in panels of 32, rounded up to whole panels.
    static void scores(
            MemorySegment scores,
            long scoresAt,
            long stride,
            MemorySegment q,
            long qAt,
            long qRow,
            MemorySegment keyPanels,
            long panelsAt,
            int headSize,
            int rows,
            int keys) {
        for (int key = 0; key < keys; key += Gemm.PANEL) {
            long panel = panelsAt + (long) key * headSize;
            Tile.multiply(
                    scores,
                    scoresAt + key,
                    stride,
                    Tile.ZEROS,
                    0,
                    0,
                    q,
                    qAt,
                    qRow,
                    1,
                    keyPanels,
                    panel,
                    Gemm.PANEL,
                    rows,
                    Gemm.PANEL,
                    headSize);
        }
    }
}
