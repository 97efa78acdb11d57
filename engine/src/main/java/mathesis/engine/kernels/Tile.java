package mathesis.engine.kernels;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static mathesis.engine.kernels.Lanes.FLOATS;
import static mathesis.engine.kernels.Lanes.ORDER;
import static mathesis.engine.kernels.Memory.ALL;

import jdk.incubator.vector.FloatVector;

/// The inner kernel of every matrix product: `out = start + A * B` on a few rows and one or two vectors of columns.
///
/// Each element has one accumulator, which begins with `start` and takes `fma(a, b, accumulator)` over k ascending; so
/// its bits do not depend on which tile it falls into. One loop per method, a store-only end and no calls but the
/// vector library's keep the methods within what both compilers digest. Addresses are absolute and trusted, strides in
/// bytes.
final class Tile {
    private static final long VECTOR = (long) Lanes.WIDTH * Float.BYTES;

    private Tile() {}

    static void rows8x2(
            long out,
            long outStride,
            long start,
            long startStride,
            long a,
            long aRow,
            long aStep,
            long b,
            long bStride,
            int k) {
        var c00 = FloatVector.fromMemorySegment(FLOATS, ALL, start, ORDER);
        var c01 = FloatVector.fromMemorySegment(FLOATS, ALL, start + VECTOR, ORDER);
        var c10 = FloatVector.fromMemorySegment(FLOATS, ALL, start + startStride, ORDER);
        var c11 = FloatVector.fromMemorySegment(FLOATS, ALL, start + startStride + VECTOR, ORDER);
        var c20 = FloatVector.fromMemorySegment(FLOATS, ALL, start + 2 * startStride, ORDER);
        var c21 = FloatVector.fromMemorySegment(FLOATS, ALL, start + 2 * startStride + VECTOR, ORDER);
        var c30 = FloatVector.fromMemorySegment(FLOATS, ALL, start + 3 * startStride, ORDER);
        var c31 = FloatVector.fromMemorySegment(FLOATS, ALL, start + 3 * startStride + VECTOR, ORDER);
        var c40 = FloatVector.fromMemorySegment(FLOATS, ALL, start + 4 * startStride, ORDER);
        var c41 = FloatVector.fromMemorySegment(FLOATS, ALL, start + 4 * startStride + VECTOR, ORDER);
        var c50 = FloatVector.fromMemorySegment(FLOATS, ALL, start + 5 * startStride, ORDER);
        var c51 = FloatVector.fromMemorySegment(FLOATS, ALL, start + 5 * startStride + VECTOR, ORDER);
        var c60 = FloatVector.fromMemorySegment(FLOATS, ALL, start + 6 * startStride, ORDER);
        var c61 = FloatVector.fromMemorySegment(FLOATS, ALL, start + 6 * startStride + VECTOR, ORDER);
        var c70 = FloatVector.fromMemorySegment(FLOATS, ALL, start + 7 * startStride, ORDER);
        var c71 = FloatVector.fromMemorySegment(FLOATS, ALL, start + 7 * startStride + VECTOR, ORDER);
        for (int i = 0; i < k; i++) {
            var b0 = FloatVector.fromMemorySegment(FLOATS, ALL, b, ORDER);
            var b1 = FloatVector.fromMemorySegment(FLOATS, ALL, b + VECTOR, ORDER);
            var a0 = FloatVector.broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, a));
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            var a1 = FloatVector.broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, a + aRow));
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            var a2 = FloatVector.broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, a + 2 * aRow));
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            var a3 = FloatVector.broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, a + 3 * aRow));
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            var a4 = FloatVector.broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, a + 4 * aRow));
            c40 = a4.fma(b0, c40);
            c41 = a4.fma(b1, c41);
            var a5 = FloatVector.broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, a + 5 * aRow));
            c50 = a5.fma(b0, c50);
            c51 = a5.fma(b1, c51);
            var a6 = FloatVector.broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, a + 6 * aRow));
            c60 = a6.fma(b0, c60);
            c61 = a6.fma(b1, c61);
            var a7 = FloatVector.broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, a + 7 * aRow));
            c70 = a7.fma(b0, c70);
            c71 = a7.fma(b1, c71);
            a += aStep;
            b += bStride;
        }
        c00.intoMemorySegment(ALL, out, ORDER);
        c01.intoMemorySegment(ALL, out + VECTOR, ORDER);
        c10.intoMemorySegment(ALL, out + outStride, ORDER);
        c11.intoMemorySegment(ALL, out + outStride + VECTOR, ORDER);
        c20.intoMemorySegment(ALL, out + 2 * outStride, ORDER);
        c21.intoMemorySegment(ALL, out + 2 * outStride + VECTOR, ORDER);
        c30.intoMemorySegment(ALL, out + 3 * outStride, ORDER);
        c31.intoMemorySegment(ALL, out + 3 * outStride + VECTOR, ORDER);
        c40.intoMemorySegment(ALL, out + 4 * outStride, ORDER);
        c41.intoMemorySegment(ALL, out + 4 * outStride + VECTOR, ORDER);
        c50.intoMemorySegment(ALL, out + 5 * outStride, ORDER);
        c51.intoMemorySegment(ALL, out + 5 * outStride + VECTOR, ORDER);
        c60.intoMemorySegment(ALL, out + 6 * outStride, ORDER);
        c61.intoMemorySegment(ALL, out + 6 * outStride + VECTOR, ORDER);
        c70.intoMemorySegment(ALL, out + 7 * outStride, ORDER);
        c71.intoMemorySegment(ALL, out + 7 * outStride + VECTOR, ORDER);
    }

    static void rows8x1(
            long out,
            long outStride,
            long start,
            long startStride,
            long a,
            long aRow,
            long aStep,
            long b,
            long bStride,
            int k) {
        var c00 = FloatVector.fromMemorySegment(FLOATS, ALL, start, ORDER);
        var c10 = FloatVector.fromMemorySegment(FLOATS, ALL, start + startStride, ORDER);
        var c20 = FloatVector.fromMemorySegment(FLOATS, ALL, start + 2 * startStride, ORDER);
        var c30 = FloatVector.fromMemorySegment(FLOATS, ALL, start + 3 * startStride, ORDER);
        var c40 = FloatVector.fromMemorySegment(FLOATS, ALL, start + 4 * startStride, ORDER);
        var c50 = FloatVector.fromMemorySegment(FLOATS, ALL, start + 5 * startStride, ORDER);
        var c60 = FloatVector.fromMemorySegment(FLOATS, ALL, start + 6 * startStride, ORDER);
        var c70 = FloatVector.fromMemorySegment(FLOATS, ALL, start + 7 * startStride, ORDER);
        for (int i = 0; i < k; i++) {
            var b0 = FloatVector.fromMemorySegment(FLOATS, ALL, b, ORDER);
            var a0 = FloatVector.broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, a));
            c00 = a0.fma(b0, c00);
            var a1 = FloatVector.broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, a + aRow));
            c10 = a1.fma(b0, c10);
            var a2 = FloatVector.broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, a + 2 * aRow));
            c20 = a2.fma(b0, c20);
            var a3 = FloatVector.broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, a + 3 * aRow));
            c30 = a3.fma(b0, c30);
            var a4 = FloatVector.broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, a + 4 * aRow));
            c40 = a4.fma(b0, c40);
            var a5 = FloatVector.broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, a + 5 * aRow));
            c50 = a5.fma(b0, c50);
            var a6 = FloatVector.broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, a + 6 * aRow));
            c60 = a6.fma(b0, c60);
            var a7 = FloatVector.broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, a + 7 * aRow));
            c70 = a7.fma(b0, c70);
            a += aStep;
            b += bStride;
        }
        c00.intoMemorySegment(ALL, out, ORDER);
        c10.intoMemorySegment(ALL, out + outStride, ORDER);
        c20.intoMemorySegment(ALL, out + 2 * outStride, ORDER);
        c30.intoMemorySegment(ALL, out + 3 * outStride, ORDER);
        c40.intoMemorySegment(ALL, out + 4 * outStride, ORDER);
        c50.intoMemorySegment(ALL, out + 5 * outStride, ORDER);
        c60.intoMemorySegment(ALL, out + 6 * outStride, ORDER);
        c70.intoMemorySegment(ALL, out + 7 * outStride, ORDER);
    }

    static void rows4x2(
            long out,
            long outStride,
            long start,
            long startStride,
            long a,
            long aRow,
            long aStep,
            long b,
            long bStride,
            int k) {
        var c00 = FloatVector.fromMemorySegment(FLOATS, ALL, start, ORDER);
        var c01 = FloatVector.fromMemorySegment(FLOATS, ALL, start + VECTOR, ORDER);
        var c10 = FloatVector.fromMemorySegment(FLOATS, ALL, start + startStride, ORDER);
        var c11 = FloatVector.fromMemorySegment(FLOATS, ALL, start + startStride + VECTOR, ORDER);
        var c20 = FloatVector.fromMemorySegment(FLOATS, ALL, start + 2 * startStride, ORDER);
        var c21 = FloatVector.fromMemorySegment(FLOATS, ALL, start + 2 * startStride + VECTOR, ORDER);
        var c30 = FloatVector.fromMemorySegment(FLOATS, ALL, start + 3 * startStride, ORDER);
        var c31 = FloatVector.fromMemorySegment(FLOATS, ALL, start + 3 * startStride + VECTOR, ORDER);
        for (int i = 0; i < k; i++) {
            var b0 = FloatVector.fromMemorySegment(FLOATS, ALL, b, ORDER);
            var b1 = FloatVector.fromMemorySegment(FLOATS, ALL, b + VECTOR, ORDER);
            var a0 = FloatVector.broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, a));
            c00 = a0.fma(b0, c00);
            c01 = a0.fma(b1, c01);
            var a1 = FloatVector.broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, a + aRow));
            c10 = a1.fma(b0, c10);
            c11 = a1.fma(b1, c11);
            var a2 = FloatVector.broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, a + 2 * aRow));
            c20 = a2.fma(b0, c20);
            c21 = a2.fma(b1, c21);
            var a3 = FloatVector.broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, a + 3 * aRow));
            c30 = a3.fma(b0, c30);
            c31 = a3.fma(b1, c31);
            a += aStep;
            b += bStride;
        }
        c00.intoMemorySegment(ALL, out, ORDER);
        c01.intoMemorySegment(ALL, out + VECTOR, ORDER);
        c10.intoMemorySegment(ALL, out + outStride, ORDER);
        c11.intoMemorySegment(ALL, out + outStride + VECTOR, ORDER);
        c20.intoMemorySegment(ALL, out + 2 * outStride, ORDER);
        c21.intoMemorySegment(ALL, out + 2 * outStride + VECTOR, ORDER);
        c30.intoMemorySegment(ALL, out + 3 * outStride, ORDER);
        c31.intoMemorySegment(ALL, out + 3 * outStride + VECTOR, ORDER);
    }

    static void rows4x1(
            long out,
            long outStride,
            long start,
            long startStride,
            long a,
            long aRow,
            long aStep,
            long b,
            long bStride,
            int k) {
        var c00 = FloatVector.fromMemorySegment(FLOATS, ALL, start, ORDER);
        var c10 = FloatVector.fromMemorySegment(FLOATS, ALL, start + startStride, ORDER);
        var c20 = FloatVector.fromMemorySegment(FLOATS, ALL, start + 2 * startStride, ORDER);
        var c30 = FloatVector.fromMemorySegment(FLOATS, ALL, start + 3 * startStride, ORDER);
        for (int i = 0; i < k; i++) {
            var b0 = FloatVector.fromMemorySegment(FLOATS, ALL, b, ORDER);
            var a0 = FloatVector.broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, a));
            c00 = a0.fma(b0, c00);
            var a1 = FloatVector.broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, a + aRow));
            c10 = a1.fma(b0, c10);
            var a2 = FloatVector.broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, a + 2 * aRow));
            c20 = a2.fma(b0, c20);
            var a3 = FloatVector.broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, a + 3 * aRow));
            c30 = a3.fma(b0, c30);
            a += aStep;
            b += bStride;
        }
        c00.intoMemorySegment(ALL, out, ORDER);
        c10.intoMemorySegment(ALL, out + outStride, ORDER);
        c20.intoMemorySegment(ALL, out + 2 * outStride, ORDER);
        c30.intoMemorySegment(ALL, out + 3 * outStride, ORDER);
    }

    static void rows1x4(long out, long start, long a, long aStep, long b, long bStride, int k) {
        var c0 = FloatVector.fromMemorySegment(FLOATS, ALL, start, ORDER);
        var c1 = FloatVector.fromMemorySegment(FLOATS, ALL, start + VECTOR, ORDER);
        var c2 = FloatVector.fromMemorySegment(FLOATS, ALL, start + 2 * VECTOR, ORDER);
        var c3 = FloatVector.fromMemorySegment(FLOATS, ALL, start + 3 * VECTOR, ORDER);
        for (int i = 0; i < k; i++) {
            var a0 = FloatVector.broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, a));
            c0 = a0.fma(FloatVector.fromMemorySegment(FLOATS, ALL, b, ORDER), c0);
            c1 = a0.fma(FloatVector.fromMemorySegment(FLOATS, ALL, b + VECTOR, ORDER), c1);
            c2 = a0.fma(FloatVector.fromMemorySegment(FLOATS, ALL, b + 2 * VECTOR, ORDER), c2);
            c3 = a0.fma(FloatVector.fromMemorySegment(FLOATS, ALL, b + 3 * VECTOR, ORDER), c3);
            a += aStep;
            b += bStride;
        }
        c0.intoMemorySegment(ALL, out, ORDER);
        c1.intoMemorySegment(ALL, out + VECTOR, ORDER);
        c2.intoMemorySegment(ALL, out + 2 * VECTOR, ORDER);
        c3.intoMemorySegment(ALL, out + 3 * VECTOR, ORDER);
    }

    static void rows1x3(long out, long start, long a, long aStep, long b, long bStride, int k) {
        var c0 = FloatVector.fromMemorySegment(FLOATS, ALL, start, ORDER);
        var c1 = FloatVector.fromMemorySegment(FLOATS, ALL, start + VECTOR, ORDER);
        var c2 = FloatVector.fromMemorySegment(FLOATS, ALL, start + 2 * VECTOR, ORDER);
        for (int i = 0; i < k; i++) {
            var a0 = FloatVector.broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, a));
            c0 = a0.fma(FloatVector.fromMemorySegment(FLOATS, ALL, b, ORDER), c0);
            c1 = a0.fma(FloatVector.fromMemorySegment(FLOATS, ALL, b + VECTOR, ORDER), c1);
            c2 = a0.fma(FloatVector.fromMemorySegment(FLOATS, ALL, b + 2 * VECTOR, ORDER), c2);
            a += aStep;
            b += bStride;
        }
        c0.intoMemorySegment(ALL, out, ORDER);
        c1.intoMemorySegment(ALL, out + VECTOR, ORDER);
        c2.intoMemorySegment(ALL, out + 2 * VECTOR, ORDER);
    }

    static void rows1x2(long out, long start, long a, long aStep, long b, long bStride, int k) {
        var c0 = FloatVector.fromMemorySegment(FLOATS, ALL, start, ORDER);
        var c1 = FloatVector.fromMemorySegment(FLOATS, ALL, start + VECTOR, ORDER);
        for (int i = 0; i < k; i++) {
            var a0 = FloatVector.broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, a));
            c0 = a0.fma(FloatVector.fromMemorySegment(FLOATS, ALL, b, ORDER), c0);
            c1 = a0.fma(FloatVector.fromMemorySegment(FLOATS, ALL, b + VECTOR, ORDER), c1);
            a += aStep;
            b += bStride;
        }
        c0.intoMemorySegment(ALL, out, ORDER);
        c1.intoMemorySegment(ALL, out + VECTOR, ORDER);
    }

    static void rows1x1(long out, long start, long a, long aStep, long b, long bStride, int k) {
        var c0 = FloatVector.fromMemorySegment(FLOATS, ALL, start, ORDER);
        for (int i = 0; i < k; i++) {
            var a0 = FloatVector.broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, a));
            c0 = a0.fma(FloatVector.fromMemorySegment(FLOATS, ALL, b, ORDER), c0);
            a += aStep;
            b += bStride;
        }
        c0.intoMemorySegment(ALL, out, ORDER);
    }

    /// Two rows with a matrix each: `outHalf`, `startHalf`, `aHalf` and `bHalf` lead from the one to the other.
    static void pair1x4(
            long out,
            long outHalf,
            long start,
            long startHalf,
            long a,
            long aHalf,
            long aStep,
            long b,
            long bHalf,
            long bStride,
            int k) {
        var c00 = FloatVector.fromMemorySegment(FLOATS, ALL, start, ORDER);
        var c01 = FloatVector.fromMemorySegment(FLOATS, ALL, start + VECTOR, ORDER);
        var c02 = FloatVector.fromMemorySegment(FLOATS, ALL, start + 2 * VECTOR, ORDER);
        var c03 = FloatVector.fromMemorySegment(FLOATS, ALL, start + 3 * VECTOR, ORDER);
        var c10 = FloatVector.fromMemorySegment(FLOATS, ALL, start + startHalf, ORDER);
        var c11 = FloatVector.fromMemorySegment(FLOATS, ALL, start + startHalf + VECTOR, ORDER);
        var c12 = FloatVector.fromMemorySegment(FLOATS, ALL, start + startHalf + 2 * VECTOR, ORDER);
        var c13 = FloatVector.fromMemorySegment(FLOATS, ALL, start + startHalf + 3 * VECTOR, ORDER);
        for (int i = 0; i < k; i++) {
            var a0 = FloatVector.broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, a));
            c00 = a0.fma(FloatVector.fromMemorySegment(FLOATS, ALL, b, ORDER), c00);
            c01 = a0.fma(FloatVector.fromMemorySegment(FLOATS, ALL, b + VECTOR, ORDER), c01);
            c02 = a0.fma(FloatVector.fromMemorySegment(FLOATS, ALL, b + 2 * VECTOR, ORDER), c02);
            c03 = a0.fma(FloatVector.fromMemorySegment(FLOATS, ALL, b + 3 * VECTOR, ORDER), c03);
            var a1 = FloatVector.broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, a + aHalf));
            c10 = a1.fma(FloatVector.fromMemorySegment(FLOATS, ALL, b + bHalf, ORDER), c10);
            c11 = a1.fma(FloatVector.fromMemorySegment(FLOATS, ALL, b + bHalf + VECTOR, ORDER), c11);
            c12 = a1.fma(FloatVector.fromMemorySegment(FLOATS, ALL, b + bHalf + 2 * VECTOR, ORDER), c12);
            c13 = a1.fma(FloatVector.fromMemorySegment(FLOATS, ALL, b + bHalf + 3 * VECTOR, ORDER), c13);
            a += aStep;
            b += bStride;
        }
        c00.intoMemorySegment(ALL, out, ORDER);
        c01.intoMemorySegment(ALL, out + VECTOR, ORDER);
        c02.intoMemorySegment(ALL, out + 2 * VECTOR, ORDER);
        c03.intoMemorySegment(ALL, out + 3 * VECTOR, ORDER);
        c10.intoMemorySegment(ALL, out + outHalf, ORDER);
        c11.intoMemorySegment(ALL, out + outHalf + VECTOR, ORDER);
        c12.intoMemorySegment(ALL, out + outHalf + 2 * VECTOR, ORDER);
        c13.intoMemorySegment(ALL, out + outHalf + 3 * VECTOR, ORDER);
    }

    static void pair1x3(
            long out,
            long outHalf,
            long start,
            long startHalf,
            long a,
            long aHalf,
            long aStep,
            long b,
            long bHalf,
            long bStride,
            int k) {
        var c00 = FloatVector.fromMemorySegment(FLOATS, ALL, start, ORDER);
        var c01 = FloatVector.fromMemorySegment(FLOATS, ALL, start + VECTOR, ORDER);
        var c02 = FloatVector.fromMemorySegment(FLOATS, ALL, start + 2 * VECTOR, ORDER);
        var c10 = FloatVector.fromMemorySegment(FLOATS, ALL, start + startHalf, ORDER);
        var c11 = FloatVector.fromMemorySegment(FLOATS, ALL, start + startHalf + VECTOR, ORDER);
        var c12 = FloatVector.fromMemorySegment(FLOATS, ALL, start + startHalf + 2 * VECTOR, ORDER);
        for (int i = 0; i < k; i++) {
            var a0 = FloatVector.broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, a));
            c00 = a0.fma(FloatVector.fromMemorySegment(FLOATS, ALL, b, ORDER), c00);
            c01 = a0.fma(FloatVector.fromMemorySegment(FLOATS, ALL, b + VECTOR, ORDER), c01);
            c02 = a0.fma(FloatVector.fromMemorySegment(FLOATS, ALL, b + 2 * VECTOR, ORDER), c02);
            var a1 = FloatVector.broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, a + aHalf));
            c10 = a1.fma(FloatVector.fromMemorySegment(FLOATS, ALL, b + bHalf, ORDER), c10);
            c11 = a1.fma(FloatVector.fromMemorySegment(FLOATS, ALL, b + bHalf + VECTOR, ORDER), c11);
            c12 = a1.fma(FloatVector.fromMemorySegment(FLOATS, ALL, b + bHalf + 2 * VECTOR, ORDER), c12);
            a += aStep;
            b += bStride;
        }
        c00.intoMemorySegment(ALL, out, ORDER);
        c01.intoMemorySegment(ALL, out + VECTOR, ORDER);
        c02.intoMemorySegment(ALL, out + 2 * VECTOR, ORDER);
        c10.intoMemorySegment(ALL, out + outHalf, ORDER);
        c11.intoMemorySegment(ALL, out + outHalf + VECTOR, ORDER);
        c12.intoMemorySegment(ALL, out + outHalf + 2 * VECTOR, ORDER);
    }

    static void pair1x2(
            long out,
            long outHalf,
            long start,
            long startHalf,
            long a,
            long aHalf,
            long aStep,
            long b,
            long bHalf,
            long bStride,
            int k) {
        var c00 = FloatVector.fromMemorySegment(FLOATS, ALL, start, ORDER);
        var c01 = FloatVector.fromMemorySegment(FLOATS, ALL, start + VECTOR, ORDER);
        var c10 = FloatVector.fromMemorySegment(FLOATS, ALL, start + startHalf, ORDER);
        var c11 = FloatVector.fromMemorySegment(FLOATS, ALL, start + startHalf + VECTOR, ORDER);
        for (int i = 0; i < k; i++) {
            var a0 = FloatVector.broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, a));
            c00 = a0.fma(FloatVector.fromMemorySegment(FLOATS, ALL, b, ORDER), c00);
            c01 = a0.fma(FloatVector.fromMemorySegment(FLOATS, ALL, b + VECTOR, ORDER), c01);
            var a1 = FloatVector.broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, a + aHalf));
            c10 = a1.fma(FloatVector.fromMemorySegment(FLOATS, ALL, b + bHalf, ORDER), c10);
            c11 = a1.fma(FloatVector.fromMemorySegment(FLOATS, ALL, b + bHalf + VECTOR, ORDER), c11);
            a += aStep;
            b += bStride;
        }
        c00.intoMemorySegment(ALL, out, ORDER);
        c01.intoMemorySegment(ALL, out + VECTOR, ORDER);
        c10.intoMemorySegment(ALL, out + outHalf, ORDER);
        c11.intoMemorySegment(ALL, out + outHalf + VECTOR, ORDER);
    }

    static void pair1x1(
            long out,
            long outHalf,
            long start,
            long startHalf,
            long a,
            long aHalf,
            long aStep,
            long b,
            long bHalf,
            long bStride,
            int k) {
        var c00 = FloatVector.fromMemorySegment(FLOATS, ALL, start, ORDER);
        var c10 = FloatVector.fromMemorySegment(FLOATS, ALL, start + startHalf, ORDER);
        for (int i = 0; i < k; i++) {
            var a0 = FloatVector.broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, a));
            c00 = a0.fma(FloatVector.fromMemorySegment(FLOATS, ALL, b, ORDER), c00);
            var a1 = FloatVector.broadcast(FLOATS, ALL.get(JAVA_FLOAT_UNALIGNED, a + aHalf));
            c10 = a1.fma(FloatVector.fromMemorySegment(FLOATS, ALL, b + bHalf, ORDER), c10);
            a += aStep;
            b += bStride;
        }
        c00.intoMemorySegment(ALL, out, ORDER);
        c10.intoMemorySegment(ALL, out + outHalf, ORDER);
    }
}
