package mathesis.engine.kernels;

import static mathesis.engine.kernels.Lanes.FLOATS;
import static mathesis.engine.kernels.Lanes.ORDER;
import static mathesis.engine.kernels.Memory.ALL;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// Passes over one row of scores or logits `z[i] = scale * x[i]` that attention and the vocabulary softmax share, and
/// the inner product. The scale is positive; rows are given by the address of their first float. `z - shift` is one
/// fused multiply-add.
///
/// `partials` is room for 16 partial sums. Each vector loop has a method of its own and leaves its result in memory,
/// and
/// so has each masked rest of a row: the compiler gives up on larger methods, and a vector that crosses a call becomes
/// an object.
final class Rows {
    private Rows() {}

    /// The greatest `z`, exact in any order; any number when an element is NaN.
    static float max(long x, int n, float scale) {
        return (n < Lanes.WIDTH ? maxOfFew(x, n) : maxOfMany(x, n)) * scale;
    }

    private static float maxOfFew(long x, int n) {
        var tail = Lanes.tail(0, n);
        var smallest = FloatVector.broadcast(FLOATS, Float.NEGATIVE_INFINITY);
        var few = FloatVector.fromMemorySegment(FLOATS, ALL, x, ORDER, tail);
        return smallest.blend(few, few.compare(VectorOperators.GT, smallest).and(tail))
                .reduceLanes(VectorOperators.MAX);
    }

    /// Four vectors at a time, since each comparison waits for the one before; the last ones may overlap.
    /// Each comparison is two instructions: `max` must order zeros and NaN and takes seven. They are
    /// written out, since in a method of their own the compiler may not know yet which class of vectors
    /// it has to do with.
    private static float maxOfMany(long x, int n) {
        var max = FloatVector.broadcast(FLOATS, Float.NEGATIVE_INFINITY);
        int last = n - Lanes.WIDTH;
        for (int i = 0; i < n; i += 4 * Lanes.WIDTH) {
            var a = FloatVector.fromMemorySegment(FLOATS, ALL, Lanes.at(x, Math.min(i, last)), ORDER);
            var b = FloatVector.fromMemorySegment(FLOATS, ALL, Lanes.at(x, Math.min(i + Lanes.WIDTH, last)), ORDER);
            var c = FloatVector.fromMemorySegment(FLOATS, ALL, Lanes.at(x, Math.min(i + 2 * Lanes.WIDTH, last)), ORDER);
            var d = FloatVector.fromMemorySegment(FLOATS, ALL, Lanes.at(x, Math.min(i + 3 * Lanes.WIDTH, last)), ORDER);
            a = a.blend(b, b.compare(VectorOperators.GT, a));
            c = c.blend(d, d.compare(VectorOperators.GT, c));
            a = a.blend(c, c.compare(VectorOperators.GT, a));
            max = max.blend(a, a.compare(VectorOperators.GT, max));
        }
        return max.reduceLanes(VectorOperators.MAX);
    }

    /// The first index of the greatest element; NaN is never greater, nor is anything greater than NaN at index 0.
    static int indexOfMax(long x, int n) {
        float first = Lanes.get(x);
        if (Float.isNaN(first)) {
            return 0;
        }
        int whole = n & -Lanes.WIDTH;
        float max = maxBesideNaN(x, whole, first);
        for (int i = whole; i < n; i++) {
            float last = Lanes.get(Lanes.at(x, i));
            max = last > max ? last : max;
        }
        return indexOf(x, n, max);
    }

    /// Two chains of comparisons, which no NaN gets into.
    private static float maxBesideNaN(long x, int n, float least) {
        var max = FloatVector.broadcast(FLOATS, least);
        var other = max;
        int last = n - Lanes.WIDTH;
        for (int i = 0; i < n; i += 2 * Lanes.WIDTH) {
            var a = FloatVector.fromMemorySegment(FLOATS, ALL, Lanes.at(x, i), ORDER);
            var b = FloatVector.fromMemorySegment(FLOATS, ALL, Lanes.at(x, Math.min(i + Lanes.WIDTH, last)), ORDER);
            max = max.blend(a, a.compare(VectorOperators.GT, max));
            other = other.blend(b, b.compare(VectorOperators.GT, other));
        }
        return Math.max(max.reduceLanes(VectorOperators.MAX), other.reduceLanes(VectorOperators.MAX));
    }

    /// The first index of a value that is there.
    private static int indexOf(long x, int n, float value) {
        int i = 0;
        for (; i <= n - Lanes.WIDTH; i += Lanes.WIDTH) {
            if (FloatVector.fromMemorySegment(FLOATS, ALL, Lanes.at(x, i), ORDER)
                    .compare(VectorOperators.EQ, value)
                    .anyTrue()) {
                break;
            }
        }
        while (Lanes.get(Lanes.at(x, i)) != value) {
            i++;
        }
        return i;
    }

    /// The partial sums of `exp(z - shift)` over a row of a multiple of 16.
    static void exponentials(float[] partials, long x, int n, float scale, float shift) {
        for (int first = 0; first < Lanes.PARTIALS; first += Lanes.WIDTH) {
            exponentials(partials, first, Lanes.at(x, first), n, scale, shift);
        }
    }

    private static void exponentials(float[] partials, int first, long x, int n, float scale, float shift) {
        var scales = FloatVector.broadcast(FLOATS, scale);
        var shifts = FloatVector.broadcast(FLOATS, -shift);
        var sum = FloatVector.zero(FLOATS);
        for (int i = 0; i < n; i += Lanes.PARTIALS) {
            sum = sum.add(
                    exponential(FloatVector.fromMemorySegment(FLOATS, ALL, Lanes.at(x, i), ORDER), scales, shifts));
        }
        sum.intoArray(partials, first);
    }

    /// The sum of `exp(z - shift)`, keeping each term in place of `x`.
    static float exponentiate(long x, int n, float scale, float shift, float[] partials) {
        int whole = n & -Lanes.PARTIALS;
        for (int first = 0; first < Lanes.PARTIALS; first += Lanes.WIDTH) {
            storedExponentials(partials, first, Lanes.at(x, first), whole, scale, shift);
        }
        for (int i = whole; i < n; i++) {
            float p = exponential(Lanes.get(Lanes.at(x, i)), scale, shift);
            Lanes.set(Lanes.at(x, i), p);
            partials[i - whole] += p;
        }
        return Lanes.fold(partials, 0);
    }

    /// The same, with the thread's own room for partial sums.
    static float exponentiate(long x, int n, float scale, float shift) {
        return exponentiate(x, n, scale, shift, Scratch.ofThread().partials());
    }

    private static void storedExponentials(float[] partials, int first, long x, int n, float scale, float shift) {
        var scales = FloatVector.broadcast(FLOATS, scale);
        var shifts = FloatVector.broadcast(FLOATS, -shift);
        var sum = FloatVector.zero(FLOATS);
        for (int i = 0; i < n; i += Lanes.PARTIALS) {
            var p = exponential(FloatVector.fromMemorySegment(FLOATS, ALL, Lanes.at(x, i), ORDER), scales, shifts);
            p.intoMemorySegment(ALL, Lanes.at(x, i), ORDER);
            sum = sum.add(p);
        }
        sum.intoArray(partials, first);
    }

    /// Writes `factor * exp(z - logSumExp)`; `y` may be `x`.
    static void softmax(long y, long x, int n, float scale, float logSumExp, float factor) {
        int whole = n & -Lanes.WIDTH;
        wholeSoftmax(y, x, whole, scale, logSumExp, factor);
        for (int i = whole; i < n; i++) {
            Lanes.set(Lanes.at(y, i), exponential(Lanes.get(Lanes.at(x, i)), scale, logSumExp) * factor);
        }
    }

    private static void wholeSoftmax(long y, long x, int n, float scale, float logSumExp, float factor) {
        var scales = FloatVector.broadcast(FLOATS, scale);
        var shifts = FloatVector.broadcast(FLOATS, -logSumExp);
        var factors = FloatVector.broadcast(FLOATS, factor);
        for (int i = 0; i < n; i += Lanes.WIDTH) {
            var p = exponential(FloatVector.fromMemorySegment(FLOATS, ALL, Lanes.at(x, i), ORDER), scales, shifts);
            p.mul(factors).intoMemorySegment(ALL, Lanes.at(y, i), ORDER);
        }
    }

    /// Writes `exp(z - logSumExp)` to the heap.
    static void softmax(float[] y, long x, int n, float scale, float logSumExp) {
        var scales = FloatVector.broadcast(FLOATS, scale);
        var shifts = FloatVector.broadcast(FLOATS, -logSumExp);
        int whole = n & -Lanes.WIDTH;
        for (int i = 0; i < whole; i += Lanes.WIDTH) {
            exponential(FloatVector.fromMemorySegment(FLOATS, ALL, Lanes.at(x, i), ORDER), scales, shifts)
                    .intoArray(y, i);
        }
        for (int i = whole; i < n; i++) {
            y[i] = exponential(Lanes.get(Lanes.at(x, i)), scale, logSumExp);
        }
    }

    /// Turns scores `p` into probabilities `exp(z - logSumExp)`, and their gradients `ds` into those of the unscaled
    /// scores, `p * (ds - delta) * scale`.
    static void scoreGradient(long p, long ds, int n, float scale, float logSumExp, float delta) {
        int whole = n & -Lanes.WIDTH;
        wholeScoreGradient(p, ds, whole, scale, logSumExp, delta);
        for (int i = whole; i < n; i++) {
            float probability = exponential(Lanes.get(Lanes.at(p, i)), scale, logSumExp);
            Lanes.set(Lanes.at(p, i), probability);
            Lanes.set(Lanes.at(ds, i), (Lanes.get(Lanes.at(ds, i)) - delta) * probability * scale);
        }
    }

    private static void wholeScoreGradient(long p, long ds, int n, float scale, float logSumExp, float delta) {
        var scales = FloatVector.broadcast(FLOATS, scale);
        var shifts = FloatVector.broadcast(FLOATS, -logSumExp);
        for (int i = 0; i < n; i += Lanes.WIDTH) {
            var probability =
                    exponential(FloatVector.fromMemorySegment(FLOATS, ALL, Lanes.at(p, i), ORDER), scales, shifts);
            probability.intoMemorySegment(ALL, Lanes.at(p, i), ORDER);
            var slope = FloatVector.fromMemorySegment(FLOATS, ALL, Lanes.at(ds, i), ORDER)
                    .sub(delta);
            slope.mul(probability).mul(scales).intoMemorySegment(ALL, Lanes.at(ds, i), ORDER);
        }
    }

    private static float exponential(float x, float scale, float shift) {
        return VectorMath.expBelow88(Math.fma(x, scale, -shift));
    }

    private static FloatVector exponential(FloatVector x, FloatVector scale, FloatVector minusShift) {
        return VectorMath.expBelow88(x.fma(scale, minusShift));
    }

    /// The inner product of two rows.
    static float dot(long x, long y, int n, float[] partials) {
        int whole = n & -Lanes.PARTIALS;
        for (int first = 0; first < Lanes.PARTIALS; first += Lanes.WIDTH) {
            products(partials, first, Lanes.at(x, first), Lanes.at(y, first), whole);
            int rest = whole + first;
            if (rest < n) {
                lastProducts(partials, first, Lanes.at(x, rest), Lanes.at(y, rest), n - rest);
            }
        }
        return Lanes.fold(partials, 0);
    }

    /// The same, with the thread's own room for partial sums.
    static float dot(long x, long y, int n) {
        return dot(x, y, n, Scratch.ofThread().partials());
    }

    private static void products(float[] partials, int first, long x, long y, int n) {
        var sum = FloatVector.zero(FLOATS);
        for (int i = 0; i < n; i += Lanes.PARTIALS) {
            sum = FloatVector.fromMemorySegment(FLOATS, ALL, Lanes.at(x, i), ORDER)
                    .fma(FloatVector.fromMemorySegment(FLOATS, ALL, Lanes.at(y, i), ORDER), sum);
        }
        sum.intoArray(partials, first);
    }

    private static void lastProducts(float[] partials, int first, long x, long y, int count) {
        var tail = Lanes.tail(0, count);
        var sum = FloatVector.fromMemorySegment(FLOATS, ALL, x, ORDER, tail)
                .fma(
                        FloatVector.fromMemorySegment(FLOATS, ALL, y, ORDER, tail),
                        FloatVector.fromArray(FLOATS, partials, first));
        sum.intoArray(partials, first);
    }
}
