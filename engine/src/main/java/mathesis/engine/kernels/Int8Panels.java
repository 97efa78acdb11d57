package mathesis.engine.kernels;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static mathesis.engine.kernels.Lanes.FLOATS;
import static mathesis.engine.kernels.Lanes.ORDER;
import static mathesis.engine.kernels.Memory.ALL;

import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// The loops of [Int8Gemm] over one panel. Addresses are absolute and trusted.
final class Int8Panels {
    private static final int PANEL = Int8Gemm.PANEL;
    private static final int QUAD = Int8Gemm.QUAD;
    private static final int LARGEST = 127;
    private static final VectorSpecies<Integer> INTS = FLOATS.withLanes(int.class);
    private static final long VECTOR = (long) Lanes.WIDTH * Float.BYTES;
    private static final long LINE = (long) PANEL * Float.BYTES;

    private Int8Panels() {}

    /// Scales and integers of up to 32 rows of weights, which lie one after the other; missing rows are zeros.
    static void pack(long panel, long w, int k, int rows) {
        Elementwise.fill(panel, 0, (long) PANEL * (1 + Int8Gemm.quads(k)));
        for (int row = 0; row < rows; row++) {
            long from = Lanes.at(w, (long) row * k);
            float scale = scale(from, k);
            Lanes.set(Lanes.at(panel, row), scale);
            if (scale > 0) {
                round(panel + LINE + (long) row * QUAD, from, k, scale);
            }
        }
    }

    private static float scale(long w, int k) {
        float largest = 0;
        for (int i = 0; i < k; i++) {
            largest = Math.max(largest, Math.abs(Lanes.get(Lanes.at(w, i))));
        }
        float scale = largest / LARGEST;
        return scale < Float.MIN_NORMAL ? 0 : Float.isFinite(scale) ? scale : Float.NaN;
    }

    private static void round(long bytes, long w, int k, float scale) {
        for (int i = 0; i < k; i++) {
            double q = Math.rint((double) Lanes.get(Lanes.at(w, i)) / scale);
            ALL.set(JAVA_BYTE, bytes + i / QUAD * LINE + i % QUAD, (byte) q);
        }
    }

    /// Integers of a panel as floats `[4 * quads][32]`.
    static void widen(long to, long bytes, int quads) {
        for (int i = 0; i < quads; i++) {
            for (long column = 0; column < LINE; column += VECTOR) {
                var four = quad(bytes + column);
                step(four, 24).intoMemorySegment(ALL, to + column, Lanes.ORDER);
                step(four, 16).intoMemorySegment(ALL, to + LINE + column, Lanes.ORDER);
                step(four, 8).intoMemorySegment(ALL, to + 2 * LINE + column, Lanes.ORDER);
                step(four, 0).intoMemorySegment(ALL, to + 3 * LINE + column, Lanes.ORDER);
            }
            bytes += LINE;
            to += QUAD * LINE;
        }
    }

    /// `sums[0..32) = a * panel` for one row of `4 * quads` floats: what [Tile] would give, without the widened copy.
    static void row(long sums, long a, long bytes, int quads) {
        for (long column = 0; column < LINE; column += 2 * VECTOR) {
            rowOfTwo(sums + column, a, bytes + column, quads);
        }
    }

    private static void rowOfTwo(long sums, long a, long bytes, int quads) {
        var sum0 = FloatVector.zero(FLOATS);
        var sum1 = FloatVector.zero(FLOATS);
        for (int i = 0; i < quads; i++) {
            var four0 = quad(bytes);
            var four1 = quad(bytes + VECTOR);
            var a0 = FloatVector.broadcast(FLOATS, Lanes.get(a));
            sum0 = a0.fma(step(four0, 24), sum0);
            sum1 = a0.fma(step(four1, 24), sum1);
            var a1 = FloatVector.broadcast(FLOATS, Lanes.get(a + 4));
            sum0 = a1.fma(step(four0, 16), sum0);
            sum1 = a1.fma(step(four1, 16), sum1);
            var a2 = FloatVector.broadcast(FLOATS, Lanes.get(a + 8));
            sum0 = a2.fma(step(four0, 8), sum0);
            sum1 = a2.fma(step(four1, 8), sum1);
            var a3 = FloatVector.broadcast(FLOATS, Lanes.get(a + 12));
            sum0 = a3.fma(step(four0, 0), sum0);
            sum1 = a3.fma(step(four1, 0), sum1);
            a += QUAD * Float.BYTES;
            bytes += LINE;
        }
        sum0.intoMemorySegment(ALL, sums, ORDER);
        sum1.intoMemorySegment(ALL, sums + VECTOR, ORDER);
    }

    private static IntVector quad(long bytes) {
        return IntVector.fromMemorySegment(INTS, ALL, bytes, ByteOrder.LITTLE_ENDIAN);
    }

    /// One of the four integers of each lane, the one that ends `above` bits below the top.
    private static FloatVector step(IntVector four, int above) {
        var alone = four.lanewise(VectorOperators.LSHL, above).lanewise(VectorOperators.ASHR, 24);
        return (FloatVector) alone.convertShape(VectorOperators.I2F, FLOATS, 0);
    }

    /// `c = scales * sums`, or that added to `c`, for the first `columns` columns.
    static void scale(long c, long sums, long scales, int columns, boolean accumulate) {
        for (int column = 0; column < columns; column += Lanes.WIDTH) {
            var mask = Lanes.tail(column, columns);
            var product = FloatVector.fromMemorySegment(FLOATS, ALL, Lanes.at(sums, column), ORDER)
                    .mul(FloatVector.fromMemorySegment(FLOATS, ALL, Lanes.at(scales, column), ORDER));
            long to = Lanes.at(c, column);
            (accumulate ? product.add(FloatVector.fromMemorySegment(FLOATS, ALL, to, ORDER, mask)) : product)
                    .intoMemorySegment(ALL, to, ORDER, mask);
        }
    }
}
