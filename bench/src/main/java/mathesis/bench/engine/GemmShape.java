package mathesis.bench.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import mathesis.engine.kernels.Gemm;

/// One matrix product `C[M,N] = A[M,K] B[K,N]` of random numbers.
///
/// @param gradient the form of a weight gradient: A is the transposed view of row-major `[K,M]`, C is added to, and
///                 packing B belongs to the work, since it changes every time
public record GemmShape(int m, int k, int n, boolean gradient) {
    static GemmShape of(int m, int k, int n) {
        return new GemmShape(m, k, n, false);
    }

    static GemmShape gradient(int m, int k, int n) {
        return new GemmShape(m, k, n, true);
    }

    String label() {
        return m + " x " + k + " x " + n + (gradient ? ", weight gradient" : "");
    }

    double flops() {
        return 2.0 * m * k * n;
    }

    /// Of B alone, which outweighs the rest where M is 1.
    double weightBytes() {
        return (double) Float.BYTES * k * n;
    }

    /// The product, ready to be computed over and over.
    public Runnable ready(Arena arena) {
        var random = new Random(5);
        var a = random(arena, random, (long) m * k);
        var b = random(arena, random, (long) k * n);
        var c = arena.allocate((long) m * n * Float.BYTES, 64);
        var packed = arena.allocate(Gemm.packedFloats(k, n) * Float.BYTES, 64);
        Gemm.pack(packed, b, n, 1, k, n);
        if (!gradient) {
            return () -> Gemm.multiply(c, n, a, k, 1, packed, m, n, k, 0, m, false);
        }
        return () -> {
            Gemm.pack(packed, b, n, 1, k, n);
            Gemm.multiply(c, n, a, 1, m, packed, m, n, k, 0, m, true);
        };
    }

    private static MemorySegment random(Arena arena, Random random, long floats) {
        var segment = arena.allocate(floats * Float.BYTES, 64);
        for (long i = 0; i < floats; i++) {
            segment.setAtIndex(ValueLayout.JAVA_FLOAT, i, random.nextFloat() - 0.5f);
        }
        return segment;
    }
}
