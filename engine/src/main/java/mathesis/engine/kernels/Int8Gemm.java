package mathesis.engine.kernels;

import java.lang.foreign.MemorySegment;

/// Matrix product `C[M,N] (+)= A[M,K] * W[N,K]^T` with W rounded once to 8-bit integers, A and C in floats.
///
/// A row of W has one scale, its largest magnitude over 127: `w = scale * q` within half a scale, `q` in [-127, 127],
/// halves rounded to even. A row whose scale would be subnormal counts as zeros; one with an infinity or NaN gives NaN.
/// Each sum is one accumulator of `fma(a, q, accumulator)` from zero over k ascending, times the scale at the end, and
/// only then added to C: its bits do not depend on the rows beside it, on threads or on lanes.
///
/// A panel holds 32 rows of W: their scales, then `[K / 4][32][4]` bytes, K filled up with zeros. Four steps of k lie
/// side by side in one 32-bit lane of a column, as instructions for integer dot products (VNNI) want them.
public final class Int8Gemm {
    /// Columns of a panel.
    static final int PANEL = Product.COLUMNS;
    /// Steps over k that lie side by side.
    static final int QUAD = 4;
    /// Steps over k that are widened to floats at a time: 16 KiB, a third of a first-level cache.
    private static final int K_BLOCK = 128;
    /// Rows of A that share a widened block.
    private static final int ROW_BLOCK = 128;

    /// From so many rows on, a widened copy costs less than widening for each row.
    private static final int FEW_ROWS = 4;

    private Int8Gemm() {}

    /// The room that [#pack] takes for `n` rows of `k` weights, counted in floats.
    public static long packedFloats(int k, int n) {
        return Gemm.panels(n) * panelFloats(k);
    }

    /// Rounds and packs `w [n, k]`.
    public static void pack(MemorySegment packed, MemorySegment w, int k, int n) {
        packPanels(packed, w, k, n, 0, Gemm.panels(n));
    }

    /// Rounds and packs the panels `[fromPanel, toPanel)` only, so that threads may share the work.
    public static void packPanels(MemorySegment packed, MemorySegment w, int k, int n, int fromPanel, int toPanel) {
        long to = Memory.address(packed, packedFloats(k, n));
        long from = Memory.address(w, (long) n * k);
        for (int i = fromPanel; i < toPanel; i++) {
            int row = i * PANEL;
            long panel = Lanes.at(to, i * panelFloats(k));
            Int8Panels.pack(panel, Lanes.at(from, (long) row * k), k, Math.min(PANEL, n - row));
        }
        Memory.keep(packed, w);
    }

    /// Rows `[fromRow, toRow)` of the product; C and A are row-major without gaps.
    ///
    /// @param packedW    W as [#pack] wrote it
    /// @param accumulate whether the product is added to C or overwrites it
    public static void multiply(
            MemorySegment c,
            MemorySegment a,
            MemorySegment packedW,
            int n,
            int k,
            int fromRow,
            int toRow,
            boolean accumulate) {
        if (fromRow < 0) {
            throw new IndexOutOfBoundsException("row " + fromRow);
        }
        if (fromRow >= toRow) {
            return;
        }
        long to = Memory.address(c, (long) toRow * n);
        long from = Memory.address(a, (long) toRow * k);
        long w = Memory.address(packedW, packedFloats(k, n));
        for (int row = fromRow; row < toRow; row += ROW_BLOCK) {
            int rows = Math.min(ROW_BLOCK, toRow - row);
            block(Lanes.at(to, (long) row * n), Lanes.at(from, (long) row * k), w, n, k, rows, accumulate);
        }
        Memory.keep(c, a, packedW);
    }

    private static void block(long c, long a, long w, int n, int k, int rows, boolean accumulate) {
        long sums = Scratch.ofThread().floats((long) (rows + K_BLOCK) * PANEL);
        for (int column = 0; column < n; column += PANEL) {
            long scales = Lanes.at(w, column / PANEL * panelFloats(k));
            sum(sums, a, Lanes.at(scales, PANEL), k, rows);
            int columns = Math.min(PANEL, n - column);
            for (int row = 0; row < rows; row++) {
                long to = Lanes.at(c, (long) row * n + column);
                Int8Panels.scale(to, Lanes.at(sums, (long) row * PANEL), scales, columns, accumulate);
            }
        }
    }

    /// `sums [rows, 32]` of one panel, without its scales; the widened integers come behind them.
    private static void sum(long sums, long a, long bytes, int k, int rows) {
        if (rows < FEW_ROWS && k % QUAD == 0) {
            for (int row = 0; row < rows; row++) {
                Int8Panels.row(Lanes.at(sums, (long) row * PANEL), Lanes.at(a, (long) row * k), bytes, k / QUAD);
            }
            return;
        }
        long widened = Lanes.at(sums, (long) rows * PANEL);
        for (int k0 = 0; k0 == 0 || k0 < k; k0 += K_BLOCK) {
            int depth = Math.min(K_BLOCK, k - k0);
            Int8Panels.widen(widened, bytes + (long) k0 * PANEL, quads(depth));
            if (k0 > 0) {
                Product.add(sums, PANEL, Lanes.at(a, k0), k, 1, widened, PANEL, rows, PANEL, depth);
            } else {
                Product.write(sums, PANEL, a, k, 1, widened, PANEL, rows, PANEL, depth);
            }
        }
    }

    private static long panelFloats(int k) {
        return (long) PANEL * (1 + quads(k));
    }

    static int quads(int k) {
        return (k + QUAD - 1) / QUAD;
    }
}
