package mathesis.engine.kernels;

import java.lang.foreign.MemorySegment;

/// Matrix product `C[M,N] (+)= A[M,K] * B[K,N]` with B packed once into column panels.
///
/// A is read by strides, so that it may be a transposed view; C is row-major. A panel holds 32 columns as
/// `[K][32]`, the last one filled up with zeros: each step over k then reads one contiguous line.
/// Every element of C is one accumulator over k ascending, whatever the block sizes below.
public final class Gemm {
    /// Columns of one panel of packed B, on every machine.
    static final int PANEL = Product.COLUMNS;
    /// Steps over k in one block: a block of a panel then takes half of a 32 KiB first-level cache.
    private static final int K_BLOCK = 128;

    private final long c;
    private final int ldc;
    private final long a;
    private final long aRow;
    private final long aStep;
    private final int rows;

    private Gemm(long c, int ldc, long a, long aRow, long aStep, int rows) {
        this.c = c;
        this.ldc = ldc;
        this.a = a;
        this.aRow = aRow;
        this.aStep = aStep;
        this.rows = rows;
    }

    /// Floats that [#pack] writes for a `k` by `n` matrix.
    public static long packedFloats(int k, int n) {
        return (long) panels(n) * PANEL * k;
    }

    /// Panels of a matrix of `n` columns.
    public static int panels(int n) {
        return (n + PANEL - 1) / PANEL;
    }

    /// Packs B, whose element (kk, nn) lies at `b[kk * rowStride + nn * columnStride]`, in floats.
    public static void pack(MemorySegment packed, MemorySegment b, long rowStride, long columnStride, int k, int n) {
        packPanels(packed, b, rowStride, columnStride, k, n, 0, panels(n));
    }

    /// Packs the panels `[fromPanel, toPanel)` of B only, so that threads may share the work.
    public static void packPanels(
            MemorySegment packed,
            MemorySegment b,
            long rowStride,
            long columnStride,
            int k,
            int n,
            int fromPanel,
            int toPanel) {
        long to = Memory.address(packed, packedFloats(k, Math.min(n, toPanel * PANEL)));
        long from = Memory.address(b, k == 0 ? 0 : (k - 1) * rowStride + (n - 1) * columnStride + 1);
        for (int panel = fromPanel; panel < toPanel; panel++) {
            int columns = Math.min(PANEL, n - panel * PANEL);
            long target = Lanes.at(to, (long) panel * PANEL * k);
            long source = Lanes.at(from, panel * PANEL * columnStride);
            if (columnStride == 1) {
                Panels.copyIn(target, PANEL, source, rowStride, k, columns);
            } else {
                Panels.transpose(target, source, rowStride, columnStride, k, columns);
            }
        }
        Memory.keep(packed, b);
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
        if (fromRow >= toRow) {
            return;
        }
        long cAt = Memory.address(c, (toRow - 1L) * ldc + n);
        long aAt = Memory.address(a, k == 0 ? 0 : (toRow - 1) * aRowStride + (k - 1) * aColumnStride + 1);
        long bAt = Memory.address(packedB, packedFloats(k, n));
        new Gemm(
                        Lanes.at(cAt, (long) fromRow * ldc),
                        ldc,
                        Lanes.at(aAt, fromRow * aRowStride),
                        aRowStride,
                        aColumnStride,
                        toRow - fromRow)
                .multiply(bAt, n, k, accumulate);
        Memory.keep(c, a, packedB);
    }

    private void multiply(long b, int n, int k, boolean accumulate) {
        for (int k0 = 0; k0 == 0 || k0 < k; k0 += K_BLOCK) {
            int depth = Math.min(K_BLOCK, k - k0);
            for (int column = 0; column < n; column += PANEL) {
                long panel = Lanes.at(b, (long) column * k + (long) k0 * PANEL);
                if (n - column >= PANEL) {
                    panel(column, panel, k0, depth, accumulate || k0 > 0);
                } else {
                    edge(column, panel, k0, depth, accumulate || k0 > 0, n - column);
                }
            }
        }
    }

    private void panel(int column, long b, int k0, int depth, boolean add) {
        long from = Lanes.at(a, k0 * aStep);
        long to = Lanes.at(c, column);
        if (add) {
            Product.add(to, ldc, from, aRow, aStep, b, PANEL, rows, PANEL, depth);
        } else {
            Product.write(to, ldc, from, aRow, aStep, b, PANEL, rows, PANEL, depth);
        }
    }

    /// The last panel, when it has fewer columns: tiles go through memory of full width.
    private void edge(int column, long b, int k0, int depth, boolean add, int columns) {
        long tile = Scratch.ofThread().tile();
        for (int row = 0; row < rows; row += Product.ROWS) {
            int height = Math.min(Product.ROWS, rows - row);
            long from = Lanes.at(a, row * aRow + k0 * aStep);
            long to = Lanes.at(c, (long) row * ldc + column);
            if (add) {
                Panels.copyIn(tile, PANEL, to, ldc, height, columns);
                Product.add(tile, PANEL, from, aRow, aStep, b, PANEL, height, PANEL, depth);
            } else {
                Product.write(tile, PANEL, from, aRow, aStep, b, PANEL, height, PANEL, depth);
            }
            Panels.copyOut(to, ldc, tile, PANEL, height, columns);
        }
    }
}
