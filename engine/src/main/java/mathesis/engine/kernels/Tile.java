package mathesis.engine.kernels;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// The inner kernel of every matrix product: `out = start + A * B` on a few rows and two vectors of columns.
///
/// Each element has one accumulator, which starts from `start` and takes `fma(a, b, accumulator)` over k ascending;
/// so its bits do not depend on which tile shape it falls into. One loop per method and a store-only end keep the
/// methods small enough for both compilers. All offsets and strides here are in floats. B holds `k` rows of
/// `bStride` floats; A is read by strides; a start stride of 0 over [#ZEROS] starts from nothing.
final class Tile {
    static final int ROWS = 8;
    static final int COLUMNS = 32;
    /// A row of zeros to start from.
    static final MemorySegment ZEROS = Arena.global().allocate(COLUMNS * Float.BYTES, 64);

    /// Rows that two vectors of columns leave registers for: 16 registers with AVX2, 32 otherwise.
    private static final int FULL = 4;

    private Tile() {}

    /// `rows` by `columns` (a multiple of 16) elements.
    static void multiply(
            MemorySegment out,
            long outAt,
            long outStride,
            MemorySegment start,
            long startAt,
            long startStride,
            MemorySegment a,
            long aAt,
            long aRow,
            long aColumn,
            MemorySegment b,
            long bAt,
            long bStride,
            int rows,
            int columns,
            int k) {
        int row = 0;
        while (row < rows) {
            int height = rows - row >= FULL ? FULL : rows - row >= 4 ? 4 : 1;
            int width;
            for (int column = 0; column < columns; column += width) {
                width = columns - column >= 2 * Lanes.WIDTH ? 2 * Lanes.WIDTH : Lanes.WIDTH;
                one(
                        out,
                        outAt + row * outStride + column,
                        outStride,
                        start,
                        startAt + row * startStride + (startStride == 0 ? 0 : column),
                        startStride,
                        a,
                        aAt + row * aRow,
                        aRow,
                        aColumn,
                        b,
                        bAt + column,
                        bStride,
                        height,
                        width,
                        k);
            }
            row += height;
        }
    }

    private static void one(
            MemorySegment out,
            long outAt,
            long outStride,
            MemorySegment start,
            long startAt,
            long startStride,
            MemorySegment a,
            long aAt,
            long aRow,
            long aColumn,
            MemorySegment b,
            long bAt,
            long bStride,
            int height,
            int width,
            int k) {
        boolean two = width == 2 * Lanes.WIDTH;
        switch (height) {
            case 8 -> {
                if (two) {
                    tile8x2(
                            out,
                            outAt,
                            outStride,
                            start,
                            startAt,
                            startStride,
                            a,
                            aAt,
                            aRow,
                            aColumn,
                            b,
                            bAt,
                            bStride,
                            k);
                } else {
                    tile8x1(
                            out,
                            outAt,
                            outStride,
                            start,
                            startAt,
                            startStride,
                            a,
                            aAt,
                            aRow,
                            aColumn,
                            b,
                            bAt,
                            bStride,
                            k);
                }
            }
            case 4 -> {
                if (two) {
                    tile4x2(
                            out,
                            outAt,
                            outStride,
                            start,
                            startAt,
                            startStride,
                            a,
                            aAt,
                            aRow,
                            aColumn,
                            b,
                            bAt,
                            bStride,
                            k);
                } else {
                    tile4x1(
                            out,
                            outAt,
                            outStride,
                            start,
                            startAt,
                            startStride,
                            a,
                            aAt,
                            aRow,
                            aColumn,
                            b,
                            bAt,
                            bStride,
                            k);
                }
            }
            default -> {
                if (two) {
                    tile1x2(
                            out,
                            outAt,
                            outStride,
                            start,
                            startAt,
                            startStride,
                            a,
                            aAt,
                            aRow,
                            aColumn,
                            b,
                            bAt,
                            bStride,
                            k);
                } else {
                    tile1x1(
                            out,
                            outAt,
                            outStride,
                            start,
                            startAt,
                            startStride,
                            a,
                            aAt,
                            aRow,
                            aColumn,
                            b,
                            bAt,
                            bStride,
                            k);
                }
            }
        }
    }

    private static void tile8x2(
            MemorySegment out,
            long outAt,
            long outStride,
            MemorySegment start,
            long startAt,
            long startStride,
            MemorySegment a,
            long aAt,
            long aRow,
            long aColumn,
            MemorySegment b,
            long bAt,
            long bStride,
            int k) {
        var c00 = Lanes.load(start, startAt);
        var c01 = Lanes.load(start, startAt + Lanes.WIDTH);
        var c10 = Lanes.load(start, startAt + startStride);
        var c11 = Lanes.load(start, startAt + startStride + Lanes.WIDTH);
        var c20 = Lanes.load(start, startAt + 2 * startStride);
        var c21 = Lanes.load(start, startAt + 2 * startStride + Lanes.WIDTH);
        var c30 = Lanes.load(start, startAt + 3 * startStride);
        var c31 = Lanes.load(start, startAt + 3 * startStride + Lanes.WIDTH);
        var c40 = Lanes.load(start, startAt + 4 * startStride);
        var c41 = Lanes.load(start, startAt + 4 * startStride + Lanes.WIDTH);
        var c50 = Lanes.load(start, startAt + 5 * startStride);
        var c51 = Lanes.load(start, startAt + 5 * startStride + Lanes.WIDTH);
        var c60 = Lanes.load(start, startAt + 6 * startStride);
        var c61 = Lanes.load(start, startAt + 6 * startStride + Lanes.WIDTH);
        var c70 = Lanes.load(start, startAt + 7 * startStride);
        var c71 = Lanes.load(start, startAt + 7 * startStride + Lanes.WIDTH);
        for (int i = 0; i < k; i++) {
            var b0 = Lanes.load(b, bAt);
            var b1 = Lanes.load(b, bAt + Lanes.WIDTH);
            var a0 = Lanes.broadcast(Lanes.get(a, aAt));
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            var a1 = Lanes.broadcast(Lanes.get(a, aAt + aRow));
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            var a2 = Lanes.broadcast(Lanes.get(a, aAt + 2 * aRow));
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            var a3 = Lanes.broadcast(Lanes.get(a, aAt + 3 * aRow));
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            var a4 = Lanes.broadcast(Lanes.get(a, aAt + 4 * aRow));
            c40 = a4.fma(b0, c40);
            c41 = a4.fma(b1, c41);
            var a5 = Lanes.broadcast(Lanes.get(a, aAt + 5 * aRow));
            c50 = a5.fma(b0, c50);
            c51 = a5.fma(b1, c51);
            var a6 = Lanes.broadcast(Lanes.get(a, aAt + 6 * aRow));
            c60 = a6.fma(b0, c60);
            c61 = a6.fma(b1, c61);
            var a7 = Lanes.broadcast(Lanes.get(a, aAt + 7 * aRow));
            c70 = a7.fma(b0, c70);
            c71 = a7.fma(b1, c71);
            aAt += aColumn;
            bAt += bStride;
        }
        Lanes.store(c00, out, outAt);
        Lanes.store(c01, out, outAt + Lanes.WIDTH);
        Lanes.store(c10, out, outAt + outStride);
        Lanes.store(c11, out, outAt + outStride + Lanes.WIDTH);
        Lanes.store(c20, out, outAt + 2 * outStride);
        Lanes.store(c21, out, outAt + 2 * outStride + Lanes.WIDTH);
        Lanes.store(c30, out, outAt + 3 * outStride);
        Lanes.store(c31, out, outAt + 3 * outStride + Lanes.WIDTH);
        Lanes.store(c40, out, outAt + 4 * outStride);
        Lanes.store(c41, out, outAt + 4 * outStride + Lanes.WIDTH);
        Lanes.store(c50, out, outAt + 5 * outStride);
        Lanes.store(c51, out, outAt + 5 * outStride + Lanes.WIDTH);
        Lanes.store(c60, out, outAt + 6 * outStride);
        Lanes.store(c61, out, outAt + 6 * outStride + Lanes.WIDTH);
        Lanes.store(c70, out, outAt + 7 * outStride);
        Lanes.store(c71, out, outAt + 7 * outStride + Lanes.WIDTH);
    }

    private static void tile8x1(
            MemorySegment out,
            long outAt,
            long outStride,
            MemorySegment start,
            long startAt,
            long startStride,
            MemorySegment a,
            long aAt,
            long aRow,
            long aColumn,
            MemorySegment b,
            long bAt,
            long bStride,
            int k) {
        var c00 = Lanes.load(start, startAt);
        var c10 = Lanes.load(start, startAt + startStride);
        var c20 = Lanes.load(start, startAt + 2 * startStride);
        var c30 = Lanes.load(start, startAt + 3 * startStride);
        var c40 = Lanes.load(start, startAt + 4 * startStride);
        var c50 = Lanes.load(start, startAt + 5 * startStride);
        var c60 = Lanes.load(start, startAt + 6 * startStride);
        var c70 = Lanes.load(start, startAt + 7 * startStride);
        for (int i = 0; i < k; i++) {
            var b0 = Lanes.load(b, bAt);
            var a0 = Lanes.broadcast(Lanes.get(a, aAt));
            c00 = a0.fma(b0, c00);
            var a1 = Lanes.broadcast(Lanes.get(a, aAt + aRow));
            c10 = a1.fma(b0, c10);
            var a2 = Lanes.broadcast(Lanes.get(a, aAt + 2 * aRow));
            c20 = a2.fma(b0, c20);
            var a3 = Lanes.broadcast(Lanes.get(a, aAt + 3 * aRow));
            c30 = a3.fma(b0, c30);
            var a4 = Lanes.broadcast(Lanes.get(a, aAt + 4 * aRow));
            c40 = a4.fma(b0, c40);
            var a5 = Lanes.broadcast(Lanes.get(a, aAt + 5 * aRow));
            c50 = a5.fma(b0, c50);
            var a6 = Lanes.broadcast(Lanes.get(a, aAt + 6 * aRow));
            c60 = a6.fma(b0, c60);
            var a7 = Lanes.broadcast(Lanes.get(a, aAt + 7 * aRow));
            c70 = a7.fma(b0, c70);
            aAt += aColumn;
            bAt += bStride;
        }
        Lanes.store(c00, out, outAt);
        Lanes.store(c10, out, outAt + outStride);
        Lanes.store(c20, out, outAt + 2 * outStride);
        Lanes.store(c30, out, outAt + 3 * outStride);
        Lanes.store(c40, out, outAt + 4 * outStride);
        Lanes.store(c50, out, outAt + 5 * outStride);
        Lanes.store(c60, out, outAt + 6 * outStride);
        Lanes.store(c70, out, outAt + 7 * outStride);
    }

    private static void tile4x2(
            MemorySegment out,
            long outAt,
            long outStride,
            MemorySegment start,
            long startAt,
            long startStride,
            MemorySegment a,
            long aAt,
            long aRow,
            long aColumn,
            MemorySegment b,
            long bAt,
            long bStride,
            int k) {
        var c00 = Lanes.load(start, startAt);
        var c01 = Lanes.load(start, startAt + Lanes.WIDTH);
        var c10 = Lanes.load(start, startAt + startStride);
        var c11 = Lanes.load(start, startAt + startStride + Lanes.WIDTH);
        var c20 = Lanes.load(start, startAt + 2 * startStride);
        var c21 = Lanes.load(start, startAt + 2 * startStride + Lanes.WIDTH);
        var c30 = Lanes.load(start, startAt + 3 * startStride);
        var c31 = Lanes.load(start, startAt + 3 * startStride + Lanes.WIDTH);
        for (int i = 0; i < k; i++) {
            var b0 = Lanes.load(b, bAt);
            var b1 = Lanes.load(b, bAt + Lanes.WIDTH);
            var a0 = Lanes.broadcast(Lanes.get(a, aAt));
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            var a1 = Lanes.broadcast(Lanes.get(a, aAt + aRow));
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            var a2 = Lanes.broadcast(Lanes.get(a, aAt + 2 * aRow));
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            var a3 = Lanes.broadcast(Lanes.get(a, aAt + 3 * aRow));
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            aAt += aColumn;
            bAt += bStride;
        }
        Lanes.store(c00, out, outAt);
        Lanes.store(c01, out, outAt + Lanes.WIDTH);
        Lanes.store(c10, out, outAt + outStride);
        Lanes.store(c11, out, outAt + outStride + Lanes.WIDTH);
        Lanes.store(c20, out, outAt + 2 * outStride);
        Lanes.store(c21, out, outAt + 2 * outStride + Lanes.WIDTH);
        Lanes.store(c30, out, outAt + 3 * outStride);
        Lanes.store(c31, out, outAt + 3 * outStride + Lanes.WIDTH);
    }

    private static void tile4x1(
            MemorySegment out,
            long outAt,
            long outStride,
            MemorySegment start,
            long startAt,
            long startStride,
            MemorySegment a,
            long aAt,
            long aRow,
            long aColumn,
            MemorySegment b,
            long bAt,
            long bStride,
            int k) {
        var c00 = Lanes.load(start, startAt);
        var c10 = Lanes.load(start, startAt + startStride);
        var c20 = Lanes.load(start, startAt + 2 * startStride);
        var c30 = Lanes.load(start, startAt + 3 * startStride);
        for (int i = 0; i < k; i++) {
            var b0 = Lanes.load(b, bAt);
            var a0 = Lanes.broadcast(Lanes.get(a, aAt));
            c00 = a0.fma(b0, c00);
            var a1 = Lanes.broadcast(Lanes.get(a, aAt + aRow));
            c10 = a1.fma(b0, c10);
            var a2 = Lanes.broadcast(Lanes.get(a, aAt + 2 * aRow));
            c20 = a2.fma(b0, c20);
            var a3 = Lanes.broadcast(Lanes.get(a, aAt + 3 * aRow));
            c30 = a3.fma(b0, c30);
            aAt += aColumn;
            bAt += bStride;
        }
        Lanes.store(c00, out, outAt);
        Lanes.store(c10, out, outAt + outStride);
        Lanes.store(c20, out, outAt + 2 * outStride);
        Lanes.store(c30, out, outAt + 3 * outStride);
    }

    private static void tile1x2(
            MemorySegment out,
            long outAt,
            long outStride,
            MemorySegment start,
            long startAt,
            long startStride,
            MemorySegment a,
            long aAt,
            long aRow,
            long aColumn,
            MemorySegment b,
            long bAt,
            long bStride,
            int k) {
        var c00 = Lanes.load(start, startAt);
        var c01 = Lanes.load(start, startAt + Lanes.WIDTH);
        for (int i = 0; i < k; i++) {
            var b0 = Lanes.load(b, bAt);
            var b1 = Lanes.load(b, bAt + Lanes.WIDTH);
            var a0 = Lanes.broadcast(Lanes.get(a, aAt));
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            aAt += aColumn;
            bAt += bStride;
        }
        Lanes.store(c00, out, outAt);
        Lanes.store(c01, out, outAt + Lanes.WIDTH);
    }

    private static void tile1x1(
            MemorySegment out,
            long outAt,
            long outStride,
            MemorySegment start,
            long startAt,
            long startStride,
            MemorySegment a,
            long aAt,
            long aRow,
            long aColumn,
            MemorySegment b,
            long bAt,
            long bStride,
            int k) {
        var c00 = Lanes.load(start, startAt);
        for (int i = 0; i < k; i++) {
            var b0 = Lanes.load(b, bAt);
            var a0 = Lanes.broadcast(Lanes.get(a, aAt));
            c00 = a0.fma(b0, c00);
            aAt += aColumn;
            bAt += bStride;
        }
        Lanes.store(c00, out, outAt);
    }
}
