package mathesis.bench.measure;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Passes over memory that do next to no arithmetic: what they reach is the limit of those that do more.
///
/// Sizes are multiples of 512 bytes.
public final class Streams {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final int WIDTH = FLOATS.vectorByteSize();
    private static final MemorySegment ALL = all();

    private Streams() {}

    @SuppressWarnings("restricted")
    private static MemorySegment all() {
        return MemorySegment.NULL.reinterpret(Long.MAX_VALUE); // a check at each access would be what is measured
    }

    /// Reads every byte; the sum keeps the compiler from leaving it out.
    public static float read(MemorySegment from) {
        long at = from.address();
        long end = at + from.byteSize();
        var a = FloatVector.zero(FLOATS);
        var b = a;
        var c = a;
        var d = a;
        var e = a;
        var f = a;
        var g = a;
        var h = a;
        for (; at < end; at += 8L * WIDTH) {
            a = a.add(load(at));
            b = b.add(load(at + WIDTH));
            c = c.add(load(at + 2L * WIDTH));
            d = d.add(load(at + 3L * WIDTH));
            e = e.add(load(at + 4L * WIDTH));
            f = f.add(load(at + 5L * WIDTH));
            g = g.add(load(at + 6L * WIDTH));
            h = h.add(load(at + 7L * WIDTH));
        }
        return a.add(b).add(c.add(d)).add(e.add(f).add(g.add(h))).lane(0);
    }

    /// `to = left + 3 * right`: two reads and a write.
    public static void triad(MemorySegment to, MemorySegment left, MemorySegment right) {
        long t = to.address();
        long l = left.address();
        long r = right.address();
        for (long i = 0; i < to.byteSize(); i += WIDTH) {
            store(load(r + i).fma(FloatVector.broadcast(FLOATS, 3f), load(l + i)), t + i);
        }
    }

    /// What AdamW moves without what it computes: four reads, three of them written back.
    public static void update(MemorySegment w, MemorySegment g, MemorySegment m, MemorySegment v) {
        long w0 = w.address();
        long g0 = g.address();
        long m0 = m.address();
        long v0 = v.address();
        for (long i = 0; i < w.byteSize(); i += WIDTH) {
            var gradient = load(g0 + i);
            store(load(w0 + i).add(gradient), w0 + i);
            store(load(m0 + i).add(gradient), m0 + i);
            store(load(v0 + i).add(gradient), v0 + i);
        }
    }

    private static FloatVector load(long address) {
        return FloatVector.fromMemorySegment(FLOATS, ALL, address, ORDER);
    }

    private static void store(FloatVector vector, long address) {
        vector.intoMemorySegment(ALL, address, ORDER);
    }
}
