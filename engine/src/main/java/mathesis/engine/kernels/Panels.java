package mathesis.engine.kernels;

import static mathesis.engine.kernels.Lanes.FLOATS;
import static mathesis.engine.kernels.Lanes.ORDER;
import static mathesis.engine.kernels.Memory.ALL;

import jdk.incubator.vector.FloatVector;

/// Copies between ordinary matrices and blocks of whole vectors, filled up with zeros. Addresses are absolute and
/// trusted, strides are in floats.
final class Panels {
    private static final int PANEL = Product.COLUMNS;

    private Panels() {}

    /// `to[row][0..columns) = from[row][0..columns)`, then zeros up to `width`, for `rows` rows.
    static void copyIn(long to, int width, long from, long rowStride, int rows, int columns) {
        if (columns == PANEL && width == PANEL) {
            copyWhole(to, from, rowStride, rows);
            return;
        }
        for (int row = 0; row < rows; row++) {
            long target = Lanes.at(to, (long) row * width);
            Elementwise.copy(target, Lanes.at(from, row * rowStride), columns);
            if (columns < width) {
                Elementwise.fill(Lanes.at(target, columns), 0, width - columns);
            }
        }
    }

    private static void copyWhole(long to, long from, long rowStride, int rows) {
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < PANEL; column += Lanes.WIDTH) {
                FloatVector.fromMemorySegment(FLOATS, ALL, Lanes.at(from, column), ORDER)
                        .intoMemorySegment(ALL, Lanes.at(to, column), ORDER);
            }
            to = Lanes.at(to, PANEL);
            from = Lanes.at(from, rowStride);
        }
    }

    /// Writes the first `columns` columns of rows of `width` floats into a matrix.
    static void copyOut(long to, long rowStride, long from, int width, int rows, int columns) {
        for (int row = 0; row < rows; row++) {
            Elementwise.copy(Lanes.at(to, row * rowStride), Lanes.at(from, (long) row * width), columns);
        }
    }

    /// `to[row][column] = from[row * rowStride + column * columnStride]`, then zeros up to a whole panel.
    static void transpose(long to, long from, long rowStride, long columnStride, int rows, int columns) {
        int squareRows = rowStride == 1 ? rows & -Lanes.WIDTH : 0;
        int squareColumns = columns & -Lanes.WIDTH;
        squares(to, from, columnStride, squareRows, squareColumns);
        for (int row = 0; row < rows; row++) {
            int first = row < squareRows ? squareColumns : 0;
            one(Lanes.at(to, (long) row * PANEL), Lanes.at(from, row * rowStride), columnStride, first, columns);
        }
    }

    private static void squares(long to, long from, long columnStride, int rows, int columns) {
        long scratch = Scratch.ofThread().square();
        for (int column = 0; column < columns; column += Lanes.WIDTH) {
            for (int row = 0; row < rows; row += Lanes.WIDTH) {
                long target = Lanes.at(to, (long) row * PANEL + column);
                Transpose.square(target, PANEL, Lanes.at(from, column * columnStride + row), columnStride, scratch);
            }
        }
    }

    private static void one(long to, long from, long columnStride, int first, int columns) {
        for (int column = first; column < columns; column++) {
            Lanes.set(Lanes.at(to, column), Lanes.get(Lanes.at(from, column * columnStride)));
        }
        if (columns < PANEL) {
            Elementwise.fill(Lanes.at(to, columns), 0, PANEL - columns);
        }
    }

    /// Keys of one head, rows `[t][D]` that begin `rowStride` floats apart, as panels `[t / 32][D][32]`.
    static void packKeys(long panels, long keys, long rowStride, int headSize, int count) {
        for (int key = 0; key < count; key += PANEL) {
            transpose(
                    Lanes.at(panels, (long) key * headSize),
                    Lanes.at(keys, key * rowStride),
                    1,
                    rowStride,
                    headSize,
                    Math.min(PANEL, count - key));
        }
    }

    /// `to[0..count) = factor * from[0..count)`; a zero comes out positive, since masked keys add `0 * v` to some rows
    /// of a tile only.
    static void scaleRow(long to, long from, int count, float factor) {
        int i = 0;
        for (; i <= count - Lanes.WIDTH; i += Lanes.WIDTH) {
            FloatVector.fromMemorySegment(FLOATS, ALL, Lanes.at(from, i), ORDER)
                    .mul(factor)
                    .add(0f)
                    .intoMemorySegment(ALL, Lanes.at(to, i), ORDER);
        }
        if (i < count) {
            var tail = Lanes.tail(i, count);
            FloatVector.fromMemorySegment(FLOATS, ALL, Lanes.at(from, i), ORDER, tail)
                    .mul(factor)
                    .add(0f)
                    .intoMemorySegment(ALL, Lanes.at(to, i), ORDER, tail);
        }
    }
}
