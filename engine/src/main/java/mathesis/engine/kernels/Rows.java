package mathesis.engine.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// Passes over one row of scores or logits `z[i] = scale * x[i]` that attention and the vocabulary softmax share, and
/// the inner product. The scale is positive; rows are given by the address of their first float.
final class Rows {
    private Rows() {}

    /// The greatest `z`, exact in any order.
    static float max(long x, int n, float scale) {
        var max = Lanes.broadcast(Float.NEGATIVE_INFINITY);
        int i = 0;
        for (; i <= n - Lanes.WIDTH; i += Lanes.WIDTH) {
            max = max.max(Lanes.load(Lanes.at(x, i)));
        }
        if (i < n) {
            var tail = Lanes.tail(i, n);
            max = max.lanewise(VectorOperators.MAX, Lanes.load(Lanes.at(x, i), tail), tail);
        }
        return max.reduceLanes(VectorOperators.MAX) * scale;
    }

    /// The sum of `exp(z - shift)`.
    static float sumOfExponentials(long x, int n, float scale, float shift) {
        return Lanes.sum(first -> exponentials(x, n, scale, shift, first));
    }

    /// The same, keeping each term in place of `x`.
    static float exponentiate(long x, int n, float scale, float shift) {
        return Lanes.sum(first -> storedExponentials(x, n, scale, shift, first));
    }

    /// `-sum of p * ln p` with `ln p = z - logSumExp`.
    static float entropy(long x, int n, float scale, float logSumExp) {
        return 0 - Lanes.sum(first -> weightedLogs(x, n, scale, logSumExp, first));
    }

    /// Writes `factor * exp(z - logSumExp)`; `y` may be `x`.
    static void softmax(long y, long x, int n, float scale, float logSumExp, float factor) {
        int i = 0;
        for (; i <= n - Lanes.WIDTH; i += Lanes.WIDTH) {
            var p = exponential(Lanes.load(Lanes.at(x, i)), scale, logSumExp);
            Lanes.store(p.mul(factor), Lanes.at(y, i));
        }
        if (i < n) {
            var tail = Lanes.tail(i, n);
            var p = exponential(Lanes.load(Lanes.at(x, i), tail), scale, logSumExp);
            Lanes.store(p.mul(factor), Lanes.at(y, i), tail);
        }
    }

    /// Turns scores `p` into probabilities `exp(z - logSumExp)`, and their gradients `ds` into those of the unscaled
    /// scores, `p * (ds - delta) * scale`.
    static void scoreGradient(long p, long ds, int n, float scale, float logSumExp, float delta) {
        int i = 0;
        for (; i <= n - Lanes.WIDTH; i += Lanes.WIDTH) {
            var probability = exponential(Lanes.load(Lanes.at(p, i)), scale, logSumExp);
            Lanes.store(probability, Lanes.at(p, i));
            var slope = Lanes.load(Lanes.at(ds, i)).sub(delta);
            Lanes.store(slope.mul(probability).mul(scale), Lanes.at(ds, i));
        }
        if (i < n) {
            var tail = Lanes.tail(i, n);
            var probability = exponential(Lanes.load(Lanes.at(p, i), tail), scale, logSumExp);
            Lanes.store(probability, Lanes.at(p, i), tail);
            var slope = Lanes.load(Lanes.at(ds, i), tail).sub(delta);
            Lanes.store(slope.mul(probability).mul(scale), Lanes.at(ds, i), tail);
        }
    }

    /// The inner product of two rows.
    static float dot(long x, long y, int n) {
        return Lanes.sum(first -> products(x, y, n, first));
    }

    private static FloatVector exponential(FloatVector x, float scale, float shift) {
        return VectorMath.exp(x.mul(scale).sub(shift));
    }

    private static FloatVector exponentials(long x, int n, float scale, float shift, int first) {
        var sum = Lanes.zero();
        int i = first;
        for (; i <= n - Lanes.WIDTH; i += Lanes.PARTIALS) {
            sum = sum.add(exponential(Lanes.load(Lanes.at(x, i)), scale, shift));
        }
        if (i < n) {
            var tail = Lanes.tail(i, n);
            sum = sum.add(exponential(Lanes.load(Lanes.at(x, i), tail), scale, shift), tail);
        }
        return sum;
    }

    private static FloatVector storedExponentials(long x, int n, float scale, float shift, int first) {
        var sum = Lanes.zero();
        int i = first;
        for (; i <= n - Lanes.WIDTH; i += Lanes.PARTIALS) {
            var p = exponential(Lanes.load(Lanes.at(x, i)), scale, shift);
            Lanes.store(p, Lanes.at(x, i));
            sum = sum.add(p);
        }
        if (i < n) {
            var tail = Lanes.tail(i, n);
            var p = exponential(Lanes.load(Lanes.at(x, i), tail), scale, shift);
            Lanes.store(p, Lanes.at(x, i), tail);
            sum = sum.add(p, tail);
        }
        return sum;
    }

    private static FloatVector weightedLogs(long x, int n, float scale, float shift, int first) {
        var sum = Lanes.zero();
        int i = first;
        for (; i <= n - Lanes.WIDTH; i += Lanes.PARTIALS) {
            sum = sum.add(weightedLog(Lanes.load(Lanes.at(x, i)), scale, shift));
        }
        if (i < n) {
            var tail = Lanes.tail(i, n);
            sum = sum.add(weightedLog(Lanes.load(Lanes.at(x, i), tail), scale, shift), tail);
        }
        return sum;
    }

    /// `p ln p`, which tends to 0 where p does; 0 times minus infinity would not.
    private static FloatVector weightedLog(FloatVector x, float scale, float shift) {
        var log = x.mul(scale).sub(shift);
        var term = VectorMath.exp(log).mul(log);
        return term.blend(0f, log.compare(VectorOperators.EQ, Float.NEGATIVE_INFINITY));
    }

    private static FloatVector products(long x, long y, int n, int first) {
        var sum = Lanes.zero();
        int i = first;
        for (; i <= n - Lanes.WIDTH; i += Lanes.PARTIALS) {
            sum = Lanes.load(Lanes.at(x, i)).fma(Lanes.load(Lanes.at(y, i)), sum);
        }
        if (i < n) {
            var tail = Lanes.tail(i, n);
            sum = Lanes.load(Lanes.at(x, i), tail).fma(Lanes.load(Lanes.at(y, i), tail), sum);
        }
        return sum;
    }
}
