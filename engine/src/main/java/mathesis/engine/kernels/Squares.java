package mathesis.engine.kernels;

import static mathesis.engine.kernels.Memory.ALL;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// Sums of squares of floats in double. A square is exact there, so that fused and unfused additions give the same
/// bits.
///
/// There are [#PARTIALS] partial sums whatever the width of a vector: element i is added to partial i mod 32. On
/// narrower lanes each pass takes the elements of four vectors of partials.
final class Squares {
    /// Partial sums.
    static final int PARTIALS = 32;

    private static final VectorSpecies<Double> DOUBLES =
            VectorSpecies.of(double.class, VectorShape.forBitSize(Math.max(128, Lanes.WIDTH * Float.SIZE)));
    private static final int WIDTH = DOUBLES.length();
    private static final VectorSpecies<Float> FLOATS =
            VectorSpecies.of(float.class, VectorShape.forBitSize(WIDTH * Float.SIZE));

    private Squares() {}

    /// Overwrites `partials` with those of a multiple of 32 floats at an address.
    static void sum(double[] partials, long x, long n) {
        for (int first = 0; first < PARTIALS; first += 4 * WIDTH) {
            sum(partials, first, Lanes.at(x, first), n);
        }
    }

    private static void sum(double[] partials, int first, long x, long n) {
        var a = DoubleVector.zero(DOUBLES);
        var b = a;
        var c = a;
        var d = a;
        for (long i = 0; i < n; i += PARTIALS) {
            a = addSquares(a, Lanes.at(x, i));
            b = addSquares(b, Lanes.at(x, i + WIDTH));
            c = addSquares(c, Lanes.at(x, i + 2 * WIDTH));
            d = addSquares(d, Lanes.at(x, i + 3 * WIDTH));
        }
        a.intoArray(partials, first);
        b.intoArray(partials, first + WIDTH);
        c.intoArray(partials, first + 2 * WIDTH);
        d.intoArray(partials, first + 3 * WIDTH);
    }

    private static DoubleVector addSquares(DoubleVector sum, long x) {
        var floats = FloatVector.fromMemorySegment(FLOATS, ALL, x, Lanes.ORDER);
        var doubles = (DoubleVector) floats.convertShape(VectorOperators.F2D, DOUBLES, 0);
        return doubles.fma(doubles, sum);
    }

    /// Adds up the partial sums, overwriting them: i and i + 16, then i and i + 8, 4, 2, 1.
    static double fold(double[] partials) {
        for (int half = PARTIALS / 2; half > 0; half /= 2) {
            for (int i = 0; i < half; i++) {
                partials[i] += partials[i + half];
            }
        }
        return partials[0];
    }
}
