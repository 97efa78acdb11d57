package mathesis.engine.kernels;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static mathesis.engine.kernels.Memory.ALL;

import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// The vector width of this machine, loads and stores at [Memory] addresses, and the fixed-order row sum.
///
/// A row sum has [#PARTIALS] partial sums whatever the width: element i is added to partial i mod 16. On narrower
/// lanes a kernel makes one pass for each group of [#WIDTH] partials over elements 16 apart.
final class Lanes {
    /// Partial sums of a row.
    static final int PARTIALS = 16;
    /// The widest species of at most 16 floats.
    static final VectorSpecies<Float> FLOATS =
            FloatVector.SPECIES_PREFERRED.length() > PARTIALS ? FloatVector.SPECIES_512 : FloatVector.SPECIES_PREFERRED;
    /// Floats in one vector: 2, 4, 8 or 16.
    static final int WIDTH = FLOATS.length();

    static final ByteOrder ORDER = ByteOrder.nativeOrder();

    private static final VectorShuffle<Float> ROTATE_8 = rotate(8);
    private static final VectorShuffle<Float> ROTATE_4 = rotate(4);
    private static final VectorShuffle<Float> ROTATE_2 = rotate(2);
    private static final VectorShuffle<Float> ROTATE_1 = rotate(1);

    private Lanes() {}

    /// The address of a float some way from another.
    static long at(long address, long floats) {
        return address + floats * Float.BYTES;
    }

    static FloatVector load(long address) {
        return FloatVector.fromMemorySegment(FLOATS, ALL, address, ORDER);
    }

    /// Unset lanes read as zero.
    static FloatVector load(long address, VectorMask<Float> mask) {
        return FloatVector.fromMemorySegment(FLOATS, ALL, address, ORDER, mask);
    }

    static void store(FloatVector vector, long address) {
        vector.intoMemorySegment(ALL, address, ORDER);
    }

    static void store(FloatVector vector, long address, VectorMask<Float> mask) {
        vector.intoMemorySegment(ALL, address, ORDER, mask);
    }

    static float get(long address) {
        return ALL.get(JAVA_FLOAT_UNALIGNED, address);
    }

    static void set(long address, float value) {
        ALL.set(JAVA_FLOAT_UNALIGNED, address, value);
    }

    static FloatVector broadcast(float value) {
        return FloatVector.broadcast(FLOATS, value);
    }

    static FloatVector zero() {
        return FloatVector.zero(FLOATS);
    }

    /// Lanes that lie before the end of a row of `count` when a vector starts at `index`.
    static VectorMask<Float> tail(long index, long count) {
        return FLOATS.indexInRange(index, count);
    }

    /// One pass over a row: the partial sums `first` to `first + WIDTH - 1`.
    interface Pass {
        FloatVector partials(int first);
    }

    /// Adds up the 16 partial sums of a row: i and i + 8, then i and i + 4, 2, 1.
    static float sum(Pass pass) {
        return fold(WIDTH == PARTIALS ? pass.partials(0) : partials(pass, 0, WIDTH));
    }

    private static FloatVector partials(Pass pass, int first, int distance) {
        return distance == PARTIALS
                ? pass.partials(first)
                : partials(pass, first, 2 * distance).add(partials(pass, first + distance, 2 * distance));
    }

    private static float fold(FloatVector partials) {
        var sum = partials;
        if (WIDTH > 8) {
            sum = sum.add(sum.rearrange(ROTATE_8));
        }
        if (WIDTH > 4) {
            sum = sum.add(sum.rearrange(ROTATE_4));
        }
        if (WIDTH > 2) {
            sum = sum.add(sum.rearrange(ROTATE_2));
        }
        return sum.add(sum.rearrange(ROTATE_1)).lane(0);
    }

    private static VectorShuffle<Float> rotate(int distance) {
        return VectorShuffle.iota(FLOATS, distance % WIDTH, 1, true);
    }
}
