package mathesis.engine.kernels;

import java.lang.foreign.MemorySegment;

/// Matrix product `C[M,N] (+)= A[M,K] * B[K,N]` with B packed once into column panels.
///
/// A is read by strides, so that it may be a transposed view; C is row-major. A panel holds 32 columns as
/// `[K][32]`, the last one filled up with zeros: each step over k then reads one contiguous line.
/// Every element of C is one accumulator over k ascending, whatever the block sizes below.
public final class Gemm {
    /// Columns of one panel of packed B, on every machine.
    static final int PANEL = Tile.COLUMNS;
    /// Steps over k in one block: a block of a panel then takes half of a 32 KiB first-level cache.
    private static final int K_BLOCK = 128;

    private Gemm() {}

    /// Floats that [#pack] writes for a `k` by `n` matrix.
    public static long packedFloats(int k, int n) {
        return (long) panels(n) * PANEL * k;
    }

    /// Packs B, whose element (kk, nn) lies at `b[kk * rowStride + nn * columnStride]`, in floats.
    public static void pack(MemorySegment packed, MemorySegment b, long rowStride, long columnStride, int k, int n) {
        packPanels(packed, b, rowStride, columnStride, k, n, 0, panels(n));
    }

    /// Panels of a matrix of `n` columns; the unit in which [#packPanels] may be split over threads.
    public static int panels(int n) {
        return (n + PANEL - 1) / PANEL;
    }

    /// Packs the panels `[fromPanel, toPanel)` of B only.
    public static void packPanels(
            MemorySegment packed,
            MemorySegment b,
            long rowStride,
            long columnStride,
            int k,
            int n,
            int fromPanel,
            int toPanel) {
        for (int panel = fromPanel; panel < toPanel; panel++) {
            int columns = Math.min(PANEL, n - panel * PANEL);
            long at = (long) panel * PANEL * k;
            long source = panel * PANEL * columnStride;
            if (columnStride == 1) {
                Panels.copyRows(packed, at, b, source, rowStride, k, columns);
            } else {
                Panels.transpose(packed, at, b, source, rowStride, columnStride, k, columns);
            }
        }
    }

    /// Rows `[fromRow, toRow)` of the product. Element (m, kk) of A lies at `a[m * aRowStride + kk * aColumnStride]`.
    ///
    /// @param ldc        floats from one row of C to the next
    /// @param packedB    B as [#pack] wrote it
    /// @param accumulate whether C is added to, as the first term of each sum, or overwritten
    public static void multiply(
            MemorySegment c,
            int ldc,
            MemorySegment a,
            long aRowStride,
            long aColumnStride,
            MemorySegment packedB,
            int m,
            int n,
            int k,
            int fromRow,
            int toRow,
            boolean accumulate) {
        if (fromRow < 0 || toRow > m) {
            throw new IndexOutOfBoundsException("rows " + fromRow + " to " + toRow + " of " + m);
        }
        for (int k0 = 0; k0 == 0 || k0 < k; k0 += K_BLOCK) {
            int depth = Math.min(K_BLOCK, k - k0);
            boolean add = accumulate || k0 > 0;
            for (int column = 0; column < n; column += PANEL) {
                long bAt = (long) column * k + (long) k0 * PANEL;
                long aAt = fromRow * aRowStride + k0 * aColumnStride;
                long cAt = (long) fromRow * ldc + column;
                int rows = toRow - fromRow;
                if (n - column >= PANEL) {
                    panel(c, cAt, ldc, a, aAt, aRowStride, aColumnStride, packedB, bAt, rows, depth, add);
                } else {
                    edge(c, cAt, ldc, a, aAt, aRowStride, aColumnStride, packedB, bAt, rows, n - column, depth, add);
                }
            }
        }
    }

    private static void panel(
            MemorySegment c,
            long cAt,
            int ldc,
            MemorySegment a,
            long aAt,
            long aRow,
            long aColumn,
            MemorySegment b,
            long bAt,
            int rows,
            int depth,
            boolean add) {
        if (add) {
            Tile.multiply(c, cAt, ldc, c, cAt, ldc, a, aAt, aRow, aColumn, b, bAt, PANEL, rows, PANEL, depth);
        } else {
            Tile.multiply(c, cAt, ldc, Tile.ZEROS, 0, 0, a, aAt, aRow, aColumn, b, bAt, PANEL, rows, PANEL, depth);
        }
    }

    /// The last panel, when it has fewer columns: tiles go through memory of full width.
    private static void edge(
            MemorySegment c,
            long cAt,
            int ldc,
            MemorySegment a,
            long aAt,
            long aRow,
            long aColumn,
            MemorySegment b,
            long bAt,
            int rows,
            int columns,
            int depth,
            boolean add) {
        var tile = Scratch.ofThread().tile();
        for (int row = 0; row < rows; row += Tile.ROWS) {
            int height = Math.min(Tile.ROWS, rows - row);
            long at = cAt + (long) row * ldc;
            if (add) {
                Panels.copyRows(tile, 0, c, at, ldc, height, columns);
                Tile.multiply(
                        tile,
                        0,
                        PANEL,
                        tile,
                        0,
                        PANEL,
                        a,
                        aAt + row * aRow,
                        aRow,
                        aColumn,
                        b,
                        bAt,
                        PANEL,
                        height,
                        PANEL,
                        depth);
            } else {
                Tile.multiply(
                        tile,
                        0,
                        PANEL,
                        Tile.ZEROS,
                        0,
                        0,
                        a,
                        aAt + row * aRow,
                        aRow,
                        aColumn,
                        b,
                        bAt,
                        PANEL,
                        height,
                        PANEL,
                        depth);
            }
            Panels.copyBack(c, at, ldc, tile, 0, PANEL, height, columns);
        }
    }
}
