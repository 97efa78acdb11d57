package mathesis.bench.measure;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The most fused multiply-adds that one core does: twelve independent chains in registers, no memory.
public final class FmaPeak implements Runnable {
    /// Floating-point operations of one run, an addition and a multiplication for each lane.
    public static final double FLOPS;

    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final int STEPS = 10_000;
    private static final int CHAINS = 12;

    static {
        FLOPS = 2.0 * STEPS * CHAINS * FLOATS.length();
    }

    private float sink;

    @Override
    public void run() {
        sink += chains(1e-9f * sink + 0.999f);
    }

    private static float chains(float factor) {
        var f = FloatVector.broadcast(FLOATS, factor);
        var a = f;
        var b = f.add(1f);
        var c = f.add(2f);
        var d = f.add(3f);
        var e = f.add(4f);
        var g = f.add(5f);
        var h = f.add(6f);
        var i = f.add(7f);
        var j = f.add(8f);
        var k = f.add(9f);
        var l = f.add(10f);
        var m = f.add(11f);
        for (int step = 0; step < STEPS; step++) {
            a = a.fma(f, f);
            b = b.fma(f, f);
            c = c.fma(f, f);
            d = d.fma(f, f);
            e = e.fma(f, f);
            g = g.fma(f, f);
            h = h.fma(f, f);
            i = i.fma(f, f);
            j = j.fma(f, f);
            k = k.fma(f, f);
            l = l.fma(f, f);
            m = m.fma(f, f);
        }
        var sum = a.add(b)
                .add(c)
                .add(d)
                .add(e)
                .add(g)
                .add(h)
                .add(i)
                .add(j)
                .add(k)
                .add(l)
                .add(m);
        return sum.lane(0);
    }
}
