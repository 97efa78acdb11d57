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
    /// Steps over k for which a block of one panel takes three quarters of the first-level cache.
    private static final int DEEPEST_BLOCK =
            Math.max(64, (int) (CacheSizes.ofThisMachine().level1() * 3 / 4 / (PANEL * Float.BYTES)));
    /// Floats of A that half of the second-level cache holds.
    private static final long FLOATS_OF_A = CacheSizes.ofThisMachine().level2() / 2 / Float.BYTES;
    private static final int FEWEST_ROWS = 64;

    private Gemm() {}

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
        long cAt = Lanes.at(Memory.address(c, (toRow - 1L) * ldc + n), (long) fromRow * ldc);
        long aFloats = k == 0 ? 0 : (toRow - 1) * aRowStride + (k - 1) * aColumnStride + 1;
        long aAt = Lanes.at(Memory.address(a, aFloats), fromRow * aRowStride);
        long bAt = Memory.address(packedB, packedFloats(k, n));
        int block = rowBlock(k);
        for (int row = 0; row < toRow - fromRow; row += block) {
            long to = Lanes.at(cAt, (long) row * ldc);
            long from = Lanes.at(aAt, row * aRowStride);
            int rows = Math.min(block, toRow - fromRow - row);
            rows(to, ldc, from, aRowStride, aColumnStride, bAt, rows, n, k, accumulate);
        }
        Memory.keep(c, a, packedB);
    }

    /// Rows of A that stay in the second-level cache while all panels pass, in whole tiles.
    private static int rowBlock(int k) {
        long fitting = FLOATS_OF_A / Math.max(1, k) / Product.ROWS * Product.ROWS;
        return (int) Math.clamp(fitting, FEWEST_ROWS, Integer.MAX_VALUE / 2);
    }

    /// Two panels at a time, each cut into equal blocks over k that stay in the first-level cache.
    private static void rows(
            long c, int ldc, long a, long aRow, long aStep, long b, int rows, int n, int k, boolean accumulate) {
        int blocks = Math.max(1, (k + DEEPEST_BLOCK - 1) / DEEPEST_BLOCK);
        int depth = (k + blocks - 1) / blocks;
        for (int column = 0; column < n; column += 2 * PANEL) {
            int columns = Math.min(2 * PANEL, n - column);
            for (int block = 0; block < blocks; block++) {
                int k0 = block * depth;
                long to = Lanes.at(c, column);
                long from = Lanes.at(a, k0 * aStep);
                long panel = Lanes.at(b, (long) column * k + (long) k0 * PANEL);
                int steps = Math.min(depth, k - k0);
                pair(
                        to,
                        ldc,
                        from,
                        aRow,
                        aStep,
                        panel,
                        (long) PANEL * k,
                        rows,
                        columns,
                        steps,
                        accumulate || block > 0);
            }
        }
    }

    private static void pair(
            long c,
            int ldc,
            long a,
            long aRow,
            long aStep,
            long b,
            long panelStride,
            int rows,
            int columns,
            int steps,
            boolean add) {
        int whole = columns / PANEL;
        if (whole > 0) {
            if (add) {
                Product.addPanels(c, ldc, a, aRow, aStep, b, panelStride, rows, whole, steps);
            } else {
                Product.writePanels(c, ldc, a, aRow, aStep, b, panelStride, rows, whole, steps);
            }
        }
        if (whole * PANEL < columns) {
            long to = Lanes.at(c, (long) whole * PANEL);
            edge(to, ldc, a, aRow, aStep, Lanes.at(b, whole * panelStride), rows, columns % PANEL, steps, add);
        }
    }

    /// The last panel, when it has fewer columns: tiles go through memory of full width.
    private static void edge(
            long c, int ldc, long a, long aRow, long aStep, long b, int rows, int columns, int steps, boolean add) {
        long tile = Scratch.ofThread().tile();
        for (int row = 0; row < rows; row += Product.ROWS) {
            int height = Math.min(Product.ROWS, rows - row);
            long from = Lanes.at(a, row * aRow);
            long to = Lanes.at(c, (long) row * ldc);
            if (add) {
                Panels.copyIn(tile, PANEL, to, ldc, height, columns);
                Product.addPanels(tile, PANEL, from, aRow, aStep, b, 0, height, 1, steps);
            } else {
                Product.writePanels(tile, PANEL, from, aRow, aStep, b, 0, height, 1, steps);
            }
            Panels.copyOut(to, ldc, tile, PANEL, height, columns);
        }
    }
}
