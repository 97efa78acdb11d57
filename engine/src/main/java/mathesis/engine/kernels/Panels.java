package mathesis.engine.kernels;

import java.lang.foreign.MemorySegment;

/// Copies between ordinary matrices and panels: blocks of [Gemm#PANEL] columns, filled up with zeros.
/// Offsets and strides are in floats.
final class Panels {
    private static final int PANEL = Gemm.PANEL;

    private Panels() {}

    /// `panel[row][0..32) = b[row][0..columns)`, then zeros, for `rows` rows.
    static void copyRows(
            MemorySegment panel, long at, MemorySegment b, long source, long rowStride, int rows, int columns) {
        copyRows(panel, at, PANEL, b, source, rowStride, rows, columns);
    }

    /// The same for rows of `width` floats, a multiple of 16 and at least `columns`.
    static void copyRows(
            MemorySegment panel,
            long at,
            int width,
            MemorySegment b,
            long source,
            long rowStride,
            int rows,
            int columns) {
        for (int row = 0; row < rows; row++) {
            copyRow(panel, at + (long) row * width, width, b, source + row * rowStride, columns);
        }
    }

    private static void copyRow(MemorySegment panel, long at, int width, MemorySegment b, long source, int columns) {
        for (int column = 0; column < width; column += Lanes.WIDTH) {
            var mask = Lanes.tail(column, Math.max(column, columns));
            Lanes.store(Lanes.load(b, source + column, mask), panel, at + column);
        }
    }

    /// `panel[row][column] = b[source + row * rowStride + column * columnStride]`, then zeros.
    static void transpose(
            MemorySegment panel,
            long at,
            MemorySegment b,
            long source,
            long rowStride,
            long columnStride,
            int rows,
            int columns) {
        for (int row = 0; row < rows; row++) {
            long to = at + (long) row * PANEL;
            long from = source + row * rowStride;
            for (int column = 0; column < columns; column++) {
                Lanes.set(panel, to + column, Lanes.get(b, from + column * columnStride));
            }
            for (int column = columns; column < PANEL; column++) {
                Lanes.set(panel, to + column, 0);
            }
        }
    }

    /// Writes the first `columns` columns of rows of `width` floats into a matrix.
    static void copyBack(
            MemorySegment c,
            long at,
            long rowStride,
            MemorySegment tile,
            long tileAt,
            int width,
            int rows,
            int columns) {
        for (int row = 0; row < rows; row++) {
            MemorySegment.copy(
                    tile,
                    (tileAt + (long) row * width) * Float.BYTES,
                    c,
                    (at + row * rowStride) * Float.BYTES,
                    (long) columns * Float.BYTES);
        }
    }

    /// Keys of one head, rows `[t][D]` that begin `rowStride` floats apart, as panels `[t / 32][D][32]`.
    static void packKeys(
            MemorySegment panels, long at, MemorySegment k, long source, long rowStride, int headSize, int keys) {
        for (int key = 0; key < keys; key += PANEL) {
            transpose(
                    panels,
                    at + (long) key * headSize,
                    k,
                    source + key * rowStride,
                    1,
                    rowStride,
                    headSize,
                    Math.min(PANEL, keys - key));
        }
    }

    /// `out[0..count) = factor * row[0..count)`; a zero comes out positive, since masked keys add `0 * v` to some rows
    /// of a tile only.
    static void scaleRow(MemorySegment out, long outAt, MemorySegment row, long at, int count, float factor) {
        for (int i = 0; i < count; i += Lanes.WIDTH) {
            var mask = Lanes.tail(i, count);
            Lanes.store(Lanes.load(row, at + i, mask).mul(factor).add(0f), out, outAt + i, mask);
        }
    }
}
