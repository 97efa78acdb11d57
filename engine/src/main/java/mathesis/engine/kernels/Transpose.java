package mathesis.engine.kernels;

import static mathesis.engine.kernels.Lanes.FLOATS;
import static mathesis.engine.kernels.Lanes.ORDER;
import static mathesis.engine.kernels.Memory.ALL;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/// Transposes a square of as many rows as a vector has floats: in step d = W/2, ..., 2, 1 row i and row i + d swap the
/// halves of each 2d lanes that lie on the wrong side of the diagonal.
final class Transpose {
    private static final int STEPS = Integer.numberOfTrailingZeros(Lanes.WIDTH);
    private static final VectorShuffle<Float>[] PARTNERS = partners();
    private static final VectorMask<Float>[] UPPER = upperHalves();

    private Transpose() {}

    /// `to[c * toStride + r] = from[r * fromStride + c]` for r and c up to the width of a vector; strides in floats.
    static void square(long to, long toStride, long from, long fromStride, long scratch) {
        if (STEPS == 1) {
            step(to, toStride, from, fromStride, 0);
            return;
        }
        step(scratch, Lanes.WIDTH, from, fromStride, STEPS - 1);
        for (int step = STEPS - 2; step > 0; step--) {
            step(scratch, Lanes.WIDTH, scratch, Lanes.WIDTH, step);
        }
        step(to, toStride, scratch, Lanes.WIDTH, 0);
    }

    private static void step(long to, long toStride, long from, long fromStride, int step) {
        int distance = 1 << step;
        var partner = PARTNERS[step];
        var upper = UPPER[step];
        for (int i = 0; i < Lanes.WIDTH / 2; i++) {
            int row = i + (i & -distance); // rows whose bit of this step is 0
            var a = FloatVector.fromMemorySegment(FLOATS, ALL, Lanes.at(from, row * fromStride), ORDER);
            var b = FloatVector.fromMemorySegment(FLOATS, ALL, Lanes.at(from, (row + distance) * fromStride), ORDER);
            var swappedA = a.blend(b.rearrange(partner), upper);
            var swappedB = a.rearrange(partner).blend(b, upper);
            swappedA.intoMemorySegment(ALL, Lanes.at(to, row * toStride), ORDER);
            swappedB.intoMemorySegment(ALL, Lanes.at(to, (row + distance) * toStride), ORDER);
        }
    }

    /// In each step, the lane at its distance in the same 2d lanes.
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static VectorShuffle<Float>[] partners() {
        var shuffles = new VectorShuffle[STEPS];
        for (int step = 0; step < STEPS; step++) {
            int distance = 1 << step;
            shuffles[step] = VectorShuffle.fromOp(Lanes.FLOATS, lane -> lane ^ distance);
        }
        return shuffles;
    }

    /// In each step, the upper d of each 2d lanes.
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static VectorMask<Float>[] upperHalves() {
        var masks = new VectorMask[STEPS];
        for (int step = 0; step < STEPS; step++) {
            var lanes = new boolean[Lanes.WIDTH];
            for (int lane = 0; lane < Lanes.WIDTH; lane++) {
                lanes[lane] = (lane >> step & 1) == 1;
            }
            masks[step] = VectorMask.fromArray(Lanes.FLOATS, lanes, 0);
        }
        return masks;
    }
}
