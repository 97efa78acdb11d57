package mathesis.engine.kernels;

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
        var smallest = Lanes.broadcast(Float.NEGATIVE_INFINITY);
        var few = Lanes.load(x, tail);
        return smallest.blend(few, few.compare(VectorOperators.GT, smallest).and(tail))
                .reduceLanes(VectorOperators.MAX);
    }

    /// Four vectors at a time, since each comparison waits for the one before; the last ones may overlap.
    /// Each comparison is two instructions: `max` must order zeros and NaN and takes seven. They are
    /// written out, since in a method of their own the compiler may not know yet which class of vectors
    /// it has to do with.
    private static float maxOfMany(long x, int n) {
        var max = Lanes.broadcast(Float.NEGATIVE_INFINITY);
        int last = n - Lanes.WIDTH;
        for (int i = 0; i < n; i += 4 * Lanes.WIDTH) {
            var a = Lanes.load(Lanes.at(x, Math.min(i, last)));
            var b = Lanes.load(Lanes.at(x, Math.min(i + Lanes.WIDTH, last)));
            var c = Lanes.load(Lanes.at(x, Math.min(i + 2 * Lanes.WIDTH, last)));
            var d = Lanes.load(Lanes.at(x, Math.min(i + 3 * Lanes.WIDTH, last)));
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
        var max = Lanes.broadcast(least);
        var other = max;
        int last = n - Lanes.WIDTH;
        for (int i = 0; i < n; i += 2 * Lanes.WIDTH) {
            var a = Lanes.load(Lanes.at(x, i));
            var b = Lanes.load(Lanes.at(x, Math.min(i + Lanes.WIDTH, last)));
            max = max.blend(a, a.compare(VectorOperators.GT, max));
            other = other.blend(b, b.compare(VectorOperators.GT, other));
        }
        return Math.max(max.reduceLanes(VectorOperators.MAX), other.reduceLanes(VectorOperators.MAX));
    }

    /// The first index of a value that is there.
    private static int indexOf(long x, int n, float value) {
        int i = 0;
        for (; i <= n - Lanes.WIDTH; i += Lanes.WIDTH) {
            if (Lanes.load(Lanes.at(x, i)).compare(VectorOperators.EQ, value).anyTrue()) {
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
        var scales = Lanes.broadcast(scale);
        var shifts = Lanes.broadcast(-shift);
        var sum = Lanes.zero();
        for (int i = 0; i < n; i += Lanes.PARTIALS) {
            sum = sum.add(exponential(Lanes.load(Lanes.at(x, i)), scales, shifts));
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
        var scales = Lanes.broadcast(scale);
        var shifts = Lanes.broadcast(-shift);
        var sum = Lanes.zero();
        for (int i = 0; i < n; i += Lanes.PARTIALS) {
            var p = exponential(Lanes.load(Lanes.at(x, i)), scales, shifts);
            Lanes.store(p, Lanes.at(x, i));
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
        var scales = Lanes.broadcast(scale);
        var shifts = Lanes.broadcast(-logSumExp);
        var factors = Lanes.broadcast(factor);
        for (int i = 0; i < n; i += Lanes.WIDTH) {
            var p = exponential(Lanes.load(Lanes.at(x, i)), scales, shifts);
            Lanes.store(p.mul(factors), Lanes.at(y, i));
        }
    }

    /// Writes `exp(z - logSumExp)` to the heap.
    static void softmax(float[] y, long x, int n, float scale, float logSumExp) {
        var scales = Lanes.broadcast(scale);
        var shifts = Lanes.broadcast(-logSumExp);
        int whole = n & -Lanes.WIDTH;
        for (int i = 0; i < whole; i += Lanes.WIDTH) {
            exponential(Lanes.load(Lanes.at(x, i)), scales, shifts).intoArray(y, i);
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
        var scales = Lanes.broadcast(scale);
        var shifts = Lanes.broadcast(-logSumExp);
        for (int i = 0; i < n; i += Lanes.WIDTH) {
            var probability = exponential(Lanes.load(Lanes.at(p, i)), scales, shifts);
            Lanes.store(probability, Lanes.at(p, i));
            var slope = Lanes.load(Lanes.at(ds, i)).sub(delta);
            Lanes.store(slope.mul(probability).mul(scales), Lanes.at(ds, i));
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
        var sum = Lanes.zero();
        for (int i = 0; i < n; i += Lanes.PARTIALS) {
            sum = Lanes.load(Lanes.at(x, i)).fma(Lanes.load(Lanes.at(y, i)), sum);
        }
        sum.intoArray(partials, first);
    }

    private static void lastProducts(float[] partials, int first, long x, long y, int count) {
        var tail = Lanes.tail(0, count);
        var sum = Lanes.load(x, tail).fma(Lanes.load(y, tail), Lanes.load(partials, first));
        sum.intoArray(partials, first);
    }
}
