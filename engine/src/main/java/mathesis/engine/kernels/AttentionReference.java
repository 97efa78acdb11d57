package mathesis.engine.kernels;

/// The plain twin of [Attention], for one sequence and one query head on the heap; everything in double.
public final class AttentionReference {
    private AttentionReference() {}

    /// Row t of the probabilities: `[t + 1]` values.
    static double[] probabilities(double[][] q, double[][] k, int t) {
        var p = new double[t + 1];
        double max = Double.NEGATIVE_INFINITY;
        for (int s = 0; s <= t; s++) {
            p[s] = dot(q[t], k[s]) / Math.sqrt(q[t].length);
            max = Math.max(max, p[s]);
        }
        double sum = 0;
        for (int s = 0; s <= t; s++) {
            p[s] = Math.exp(p[s] - max);
            sum += p[s];
        }
        for (int s = 0; s <= t; s++) {
            p[s] /= sum;
        }
        return p;
    }

    /// `out[t] = sum over s <= t of p[t][s] v[s]`.
    public static double[][] forward(double[][] q, double[][] k, double[][] v) {
        var out = new double[q.length][q[0].length];
        for (int t = 0; t < q.length; t++) {
            var p = probabilities(q, k, t);
            for (int s = 0; s <= t; s++) {
                addScaled(out[t], p[s], v[s]);
            }
        }
        return out;
    }

    /// Writes `dq`; adds to `dk` and `dv`, which query heads may share.
    public static void backward(
            double[][] dq, double[][] dk, double[][] dv, double[][] dOut, double[][] q, double[][] k, double[][] v) {
        double scale = 1 / Math.sqrt(q[0].length);
        for (int t = 0; t < q.length; t++) {
            var p = probabilities(q, k, t);
            double mean = 0;
            for (int s = 0; s <= t; s++) {
                mean += p[s] * dot(dOut[t], v[s]);
            }
            for (int s = 0; s <= t; s++) {
                double ds = p[s] * (dot(dOut[t], v[s]) - mean) * scale;
                addScaled(dv[s], p[s], dOut[t]);
                addScaled(dq[t], ds, k[s]);
                addScaled(dk[s], ds, q[t]);
            }
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += a[d] * b[d];
        }
        return sum;
    }

    private static void addScaled(double[] to, double factor, double[] from) {
        for (int d = 0; d < to.length; d++) {
            to[d] += factor * from[d];
        }
    }
}
