package mathesis.engine.kernels;

/// The plain twin of [AdamW], in double on heap arrays.
public final class AdamWReference {
    private AdamWReference() {}

    /// One update; `step` counts from 1.
    public static void step(
            double[] w,
            double[] g,
            double[] m,
            double[] v,
            double learningRate,
            double beta1,
            double beta2,
            double eps,
            double decay,
            int step) {
        for (int i = 0; i < w.length; i++) {
            w[i] -= learningRate * decay * w[i];
            m[i] = beta1 * m[i] + (1 - beta1) * g[i];
            v[i] = beta2 * v[i] + (1 - beta2) * g[i] * g[i];
            double mean = m[i] / (1 - Math.pow(beta1, step));
            double variance = v[i] / (1 - Math.pow(beta2, step));
            w[i] -= learningRate * mean / (Math.sqrt(variance) + eps);
        }
    }
}
