package mathesis.engine.kernels;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static mathesis.engine.kernels.Memory.ALL;

import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// The vector width of this machine, single floats at [Memory] addresses, and the fixed-order row sum.
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

    /// The first 0 to WIDTH lanes. Masks that are made in a kernel become objects now and then.
    private static final VectorMask<Float>[] FIRST = firstLanes();

    private Lanes() {}

    /// The address of a float some way from another.
    static long at(long address, long floats) {
        return address + floats * Float.BYTES;
    }

    static float get(long address) {
        return ALL.get(JAVA_FLOAT_UNALIGNED, address);
    }

    static void set(long address, float value) {
        ALL.set(JAVA_FLOAT_UNALIGNED, address, value);
    }

    /// Lanes that lie before the end of a row of `count`, which is more than `index`, when a vector starts at `index`.
    static VectorMask<Float> tail(long index, long count) {
        return FIRST[(int) Math.min(WIDTH, count - index)];
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static VectorMask<Float>[] firstLanes() {
        var masks = new VectorMask[WIDTH + 1];
        for (int count = 0; count <= WIDTH; count++) {
            masks[count] = FLOATS.indexInRange(0, count);
        }
        return masks;
    }

    /// Adds up the 16 partial sums of a row: i and i + 8, then i and i + 4, 2, 1.
    static float fold(float[] partials, int at) {
        return foldFours(partials, at) + foldFours(partials, at + 1);
    }

    /// Every second one from an index on.
    private static float foldFours(float[] x, int i) {
        float even = x[i] + x[i + 8] + (x[i + 4] + x[i + 12]);
        float odd = x[i + 2] + x[i + 10] + (x[i + 6] + x[i + 14]);
        return even + odd;
    }
}
