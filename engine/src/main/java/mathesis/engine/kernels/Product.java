package mathesis.engine.kernels;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// `out = start + A * B` for any number of rows and whole vectors of columns, cut into [Tile]s.
///
/// Addresses are absolute and trusted; strides are in floats.
final class Product {
    /// The most rows of a tile.
    static final int ROWS = 8;
    /// Columns of a panel: two vectors of 16, or four of 8.
    static final int COLUMNS = 32;

    /// Bytes of a panel's row.
    private static final long LINE = (long) COLUMNS * Float.BYTES;

    private static final MemorySegment ZEROS = Arena.global().allocate(2L * COLUMNS * Float.BYTES, 64);
    /// Rows that two vectors of columns leave registers for: AVX2 has 16 registers, the others 32.
    private static final int FULL = Lanes.WIDTH == 8 ? 4 : ROWS;

    private Product() {}

    /// Overwrites `out`.
    ///
    /// @param rows    rows of A and of the product
    /// @param columns a multiple of 16
    /// @param k       columns of A, rows of B
    static void write(
            long out,
            long outStride,
            long a,
            long aRow,
            long aStep,
            long b,
            long bStride,
            int rows,
            int columns,
            int k) {
        tiles(out, outStride, ZEROS.address(), 0, a, aRow, aStep, b, bStride, rows, columns, k);
    }

    /// Adds to `out`, whose value comes first in each sum.
    static void add(
            long out,
            long outStride,
            long a,
            long aRow,
            long aStep,
            long b,
            long bStride,
            int rows,
            int columns,
            int k) {
        tiles(out, outStride, out, outStride, a, aRow, aStep, b, bStride, rows, columns, k);
    }

    /// `out[rows][32 * panels]`: overwrites it with A times successive panels of packed B.
    ///
    /// @param b           the first panel, `[k][32]`
    /// @param panelStride floats from one panel to the next
    static void writePanels(
            long out,
            long outStride,
            long a,
            long aRow,
            long aStep,
            long b,
            long panelStride,
            int rows,
            int panels,
            int k) {
        panels(out, outStride, ZEROS.address(), 0, a, aRow, aStep, b, panelStride, rows, panels, k);
    }

    /// As [#writePanels], with the value of `out` first in each sum.
    static void addPanels(
            long out,
            long outStride,
            long a,
            long aRow,
            long aStep,
            long b,
            long panelStride,
            int rows,
            int panels,
            int k) {
        panels(out, outStride, out, outStride, a, aRow, aStep, b, panelStride, rows, panels, k);
    }

    /// Rows by fours and eights meet one panel after the other; the last few rows two panels at a time, for the sake of
    /// enough independent sums.
    private static void panels(
            long out,
            long outStride,
            long start,
            long startStride,
            long a,
            long aRow,
            long aStep,
            long b,
            long panelStride,
            int rows,
            int panels,
            int k) {
        int tall = rows / 4 * 4;
        for (int panel = 0; tall > 0 && panel < panels; panel++) {
            long column = (long) panel * COLUMNS;
            tiles(
                    Lanes.at(out, column),
                    outStride,
                    startStride == 0 ? start : Lanes.at(start, column),
                    startStride,
                    a,
                    aRow,
                    aStep,
                    Lanes.at(b, panel * panelStride),
                    COLUMNS,
                    tall,
                    COLUMNS,
                    k);
        }
        for (int row = tall; row < rows; row++) {
            row(
                    Lanes.at(out, row * outStride),
                    startStride == 0 ? start : Lanes.at(start, row * startStride),
                    startStride == 0,
                    Lanes.at(a, row * aRow),
                    aStep,
                    b,
                    panelStride,
                    panels,
                    k);
        }
    }

    private static void row(
            long out, long start, boolean zero, long a, long aStep, long b, long panelStride, int panels, int k) {
        int panel = 0;
        if (Lanes.WIDTH == 16) {
            for (; panel + 1 < panels; panel += 2) {
                long column = (long) panel * COLUMNS;
                long from = zero ? start : Lanes.at(start, column);
                long first = Lanes.at(b, panel * panelStride);
                Tile.pair1x2(
                        Lanes.at(out, column),
                        LINE,
                        from,
                        zero ? 0 : LINE,
                        a,
                        0,
                        4 * aStep,
                        first,
                        4 * panelStride,
                        LINE,
                        k);
            }
        }
        for (; panel < panels; panel++) {
            long column = (long) panel * COLUMNS;
            long from = zero ? start : Lanes.at(start, column);
            long first = Lanes.at(b, panel * panelStride);
            wideRow(Lanes.at(out, column), from, zero, a, 4 * aStep, first, LINE, COLUMNS, k);
        }
    }

    /// One row against whole vectors of columns, as many at a time as there are; strides of A and B in bytes.
    private static void wideRow(
            long out, long start, boolean zero, long a, long aStep, long b, long bStride, int columns, int k) {
        int column = 0;
        while (column < columns) {
            long bytes = (long) column * Float.BYTES;
            long from = zero ? start : start + bytes;
            int vectors = Math.min(4, (columns - column) / Lanes.WIDTH);
            switch (vectors) {
                case 4 -> Tile.rows1x4(out + bytes, from, a, aStep, b + bytes, bStride, k);
                case 3 -> Tile.rows1x3(out + bytes, from, a, aStep, b + bytes, bStride, k);
                case 2 -> Tile.rows1x2(out + bytes, from, a, aStep, b + bytes, bStride, k);
                default -> Tile.rows1x1(out + bytes, from, a, aStep, b + bytes, bStride, k);
            }
            column += vectors * Lanes.WIDTH;
        }
    }

    /// Two rows with a matrix each, `out = A * B` for either: twice the independent sums of one row.
    ///
    /// @param outHalf floats from the first row's result to the second's; so for the other halves
    /// @param columns a multiple of 16
    static void writePair(
            long out, long outHalf, long a, long aHalf, long b, long bHalf, long bStride, int columns, int k) {
        pair(out, outHalf, ZEROS.address(), 0, a, aHalf, b, bHalf, bStride, columns, k);
    }

    /// As [#writePair], with the value of `out` first in each sum.
    static void addPair(
            long out, long outHalf, long a, long aHalf, long b, long bHalf, long bStride, int columns, int k) {
        pair(out, outHalf, out, outHalf, a, aHalf, b, bHalf, bStride, columns, k);
    }

    private static void pair(
            long out,
            long outHalf,
            long start,
            long startHalf,
            long a,
            long aHalf,
            long b,
            long bHalf,
            long bStride,
            int columns,
            int k) {
        long outs = Lanes.at(0, outHalf);
        long starts = Lanes.at(0, startHalf);
        long as = Lanes.at(0, aHalf);
        long bs = Lanes.at(0, bHalf);
        long line = Lanes.at(0, bStride);
        int column = 0;
        while (column < columns) {
            long to = Lanes.at(out, column);
            long from = startHalf == 0 ? start : Lanes.at(start, column);
            long first = Lanes.at(b, column);
            int vectors = Math.min(4, (columns - column) / Lanes.WIDTH);
            switch (vectors) {
                case 4 -> Tile.pair1x4(to, outs, from, starts, a, as, Float.BYTES, first, bs, line, k);
                case 3 -> Tile.pair1x3(to, outs, from, starts, a, as, Float.BYTES, first, bs, line, k);
                case 2 -> Tile.pair1x2(to, outs, from, starts, a, as, Float.BYTES, first, bs, line, k);
                default -> Tile.pair1x1(to, outs, from, starts, a, as, Float.BYTES, first, bs, line, k);
            }
            column += vectors * Lanes.WIDTH;
        }
    }

    private static void tiles(
            long out,
            long outStride,
            long start,
            long startStride,
            long a,
            long aRow,
            long aStep,
            long b,
            long bStride,
            int rows,
            int columns,
            int k) {
        int row = 0;
        while (row < rows) {
            int height = rows - row >= FULL ? FULL : rows - row >= 4 ? 4 : 1;
            long to = Lanes.at(out, row * outStride);
            long from = Lanes.at(start, row * startStride);
            if (height == 1) {
                long left = Lanes.at(a, row * aRow);
                wideRow(to, from, startStride == 0, left, 4 * aStep, b, 4 * bStride, columns, k);
                row++;
                continue;
            }
            strip(
                    to,
                    4 * outStride,
                    from,
                    4 * startStride,
                    Lanes.at(a, row * aRow),
                    4 * aRow,
                    4 * aStep,
                    b,
                    4 * bStride,
                    height,
                    columns,
                    k);
            row += height;
        }
    }

    /// One height of rows, strides in bytes.
    private static void strip(
            long out,
            long outStride,
            long start,
            long startStride,
            long a,
            long aRow,
            long aStep,
            long b,
            long bStride,
            int height,
            int columns,
            int k) {
        int column = 0;
        while (column < columns) {
            long bytes = (long) column * Float.BYTES;
            long from = startStride == 0 ? start : start + bytes;
            boolean two = columns - column >= 2 * Lanes.WIDTH;
            if (two) {
                switch (height) {
                    case 8 ->
                        Tile.rows8x2(out + bytes, outStride, from, startStride, a, aRow, aStep, b + bytes, bStride, k);
                    default ->
                        Tile.rows4x2(out + bytes, outStride, from, startStride, a, aRow, aStep, b + bytes, bStride, k);
                }
            } else {
                switch (height) {
                    case 8 ->
                        Tile.rows8x1(out + bytes, outStride, from, startStride, a, aRow, aStep, b + bytes, bStride, k);
                    default ->
                        Tile.rows4x1(out + bytes, outStride, from, startStride, a, aRow, aStep, b + bytes, bStride, k);
                }
            }
            column += two ? 2 * Lanes.WIDTH : Lanes.WIDTH;
        }
    }
}
