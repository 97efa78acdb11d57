package mathesis.engine.kernels;

import static mathesis.engine.kernels.Lanes.FLOATS;
import static mathesis.engine.kernels.Lanes.ORDER;
import static mathesis.engine.kernels.Memory.ALL;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/// The sums behind the softmax of a long row `z[i] = scale * x[i]`, block by block of [#SIZE] elements: of each block
/// the greatest `z`, then, relative to it, the sum of `exp(z)` and of `exp(z) * z`. The row's own sums are merged from
/// those, blocks ascending, in double.
///
/// A block stays in the first-level cache between the search for its maximum and the sums, so the row is read from
/// memory once; and a draw needs the exponentials of one block only. The blocks are part of the arithmetic.
///
/// Holds the sums of one row at a time; grows to the longest row and stays there. One thread's own.
final class SoftmaxBlocks {
    /// Elements of a block.
    static final int SIZE = 512;

    /// A last block that ends within a vector is filled up here.
    private final MemorySegment lastBlock = Scratch.allocate(SIZE);
    /// Of the block at hand: partial sums, then partial moments.
    private final float[] partials = new float[2 * Lanes.PARTIALS];

    private float[] greatest = new float[0];
    private float[] sums = greatest;
    private float[] moments = greatest;
    private float[] weights = greatest;
    private long x;
    private int n;
    private int count;
    private float scale;

    /// Sums up a row, which must keep its address and content until the last [#draw].
    void read(long x, int n, float scale) {
        start(x, n, scale);
        for (int block = 0; block < count; block++) {
            long at = block(block);
            int size = paddedSize(block);
            greatest[block] = Rows.max(at, size, scale);
            Rows.exponentials(partials, at, size, scale, finite(greatest[block]));
            sums[block] = Lanes.fold(partials, 0);
        }
        weigh();
    }

    /// The same for [#entropy] also.
    void readWithMoments(long x, int n, float scale) {
        start(x, n, scale);
        for (int block = 0; block < count; block++) {
            long at = block(block);
            int size = paddedSize(block);
            greatest[block] = Rows.max(at, size, scale);
            exponentialsAndMoments(at, size, finite(greatest[block]));
            sums[block] = Lanes.fold(partials, 0);
            moments[block] = Lanes.fold(partials, Lanes.PARTIALS);
        }
        weigh();
    }

    private void start(long x, int n, float scale) {
        this.x = x;
        this.n = n;
        this.scale = scale;
        count = (n + SIZE - 1) / SIZE;
        if (greatest.length < count) {
            greatest = new float[count];
            sums = new float[count];
            moments = new float[count];
            weights = new float[count];
        }
        if (n % Lanes.PARTIALS != 0) {
            int size = size(count - 1);
            Elementwise.fill(lastBlock.address(), Float.NEGATIVE_INFINITY, SIZE);
            Elementwise.copy(lastBlock.address(), Lanes.at(x, n - size), size);
        }
    }

    private int size(int block) {
        return Math.min(SIZE, n - block * SIZE);
    }

    private int paddedSize(int block) {
        return (size(block) + Lanes.PARTIALS - 1) & -Lanes.PARTIALS;
    }

    private long block(int block) {
        return size(block) % Lanes.PARTIALS == 0 ? Lanes.at(x, (long) block * SIZE) : lastBlock.address();
    }

    /// Subtracting minus infinity from itself would give NaN; the terms of such a block are 0 at any shift.
    private static float finite(float max) {
        return max == Float.NEGATIVE_INFINITY ? 0 : max;
    }

    private void exponentialsAndMoments(long at, int size, float shift) {
        for (int first = 0; first < Lanes.PARTIALS; first += Lanes.WIDTH) {
            exponentialsAndMoments(partials, first, Lanes.at(at, first), size, scale, shift);
        }
    }

    private static void exponentialsAndMoments(float[] partials, int first, long x, int n, float scale, float shift) {
        var scales = FloatVector.broadcast(FLOATS, scale);
        var shifts = FloatVector.broadcast(FLOATS, -shift);
        var sum = FloatVector.zero(FLOATS);
        var moment = FloatVector.zero(FLOATS);
        for (int i = 0; i < n; i += Lanes.PARTIALS) {
            var z = VectorMath.clipBelow(FloatVector.fromMemorySegment(FLOATS, ALL, Lanes.at(x, i), ORDER)
                    .fma(scales, shifts));
            var p = VectorMath.expOfClipped(z);
            sum = sum.add(p);
            moment = p.fma(z, moment);
        }
        sum.intoArray(partials, first);
        moment.intoArray(partials, Lanes.PARTIALS + first);
    }

    /// The weight of a block is `exp(its greatest - the row's greatest)`.
    private void weigh() {
        float max = max();
        for (int block = 0; block < count; block++) {
            weights[block] = VectorMath.expBelow88(greatest[block] - max);
        }
    }

    private float max() {
        float max = Float.NEGATIVE_INFINITY;
        for (int block = 0; block < count; block++) {
            max = greatest[block] > max ? greatest[block] : max;
        }
        return max;
    }

    /// The block's part of the total.
    private double mass(int block) {
        return (double) sums[block] * weights[block];
    }

    /// The sum of `exp(z - greatest)`.
    private double total() {
        double total = 0;
        for (int block = 0; block < count; block++) {
            total += mass(block);
        }
        return total;
    }

    /// `ln sum exp(z)`.
    float logSumExp() {
        return (float) (max() + StrictMath.log(total()));
    }

    /// `-sum of p * ln p` with `p` the softmax, after [#readWithMoments].
    float entropy() {
        float max = max();
        double moment = 0;
        for (int block = 0; block < count; block++) {
            double lower = weights[block] == 0 ? 0 : (double) greatest[block] - max;
            moment += weights[block] * (moments[block] + sums[block] * lower);
        }
        double total = total();
        return (float) (StrictMath.log(total) - moment / total);
    }

    /// The element whose stretch of the total probability holds `uniform` in [0, 1); never one of probability 0.
    int draw(double uniform) {
        double left = uniform * total();
        double leftAtLast = left;
        int last = 0;
        for (int block = 0; block < count && left >= 0; block++) {
            double mass = mass(block);
            if (mass > 0) {
                last = block;
                leftAtLast = left;
                left -= mass;
            }
        }
        return last * SIZE + drawFrom(last, leftAtLast / weights[last]);
    }

    /// Rounding may leave a crumb beyond the last term; then it is the last one that is not 0.
    private int drawFrom(int block, double start) {
        long at = Lanes.at(x, (long) block * SIZE);
        double left = start;
        int last = 0;
        for (int i = 0; i < size(block) && left >= 0; i++) {
            float z = Math.fma(Lanes.get(Lanes.at(at, i)), scale, -greatest[block]);
            float term = VectorMath.expBelow88(z);
            if (term > 0) {
                last = i;
                left -= term;
            }
        }
        return last;
    }
}
