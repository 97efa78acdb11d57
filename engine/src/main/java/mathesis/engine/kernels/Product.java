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

    private static final MemorySegment ZEROS = Arena.global().allocate((long) COLUMNS * Float.BYTES, 64);
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
                    case 4 ->
                        Tile.rows4x2(out + bytes, outStride, from, startStride, a, aRow, aStep, b + bytes, bStride, k);
                    default ->
                        Tile.rows1x2(out + bytes, outStride, from, startStride, a, aRow, aStep, b + bytes, bStride, k);
                }
            } else {
                switch (height) {
                    case 8 ->
                        Tile.rows8x1(out + bytes, outStride, from, startStride, a, aRow, aStep, b + bytes, bStride, k);
                    case 4 ->
                        Tile.rows4x1(out + bytes, outStride, from, startStride, a, aRow, aStep, b + bytes, bStride, k);
                    default ->
                        Tile.rows1x1(out + bytes, outStride, from, startStride, a, aRow, aStep, b + bytes, bStride, k);
                }
            }
            column += two ? 2 * Lanes.WIDTH : Lanes.WIDTH;
        }
    }
}
