package mathesis.engine.kernels;

import java.util.Arrays;

/// The plain twin of [Int8Gemm], on heap arrays.
public final class Int8GemmReference {
    private Int8GemmReference() {}

    /// The scale of a row of weights.
    public static float scale(float... row) {
        float largest = 0;
        for (float weight : row) {
            largest = Math.max(largest, Math.abs(weight));
        }
        float scale = largest / 127;
        if (scale < Float.MIN_NORMAL) {
            return 0;
        }
        return Float.isFinite(scale) ? scale : Float.NaN;
    }

    /// The integer that stands for a weight of a row with this scale.
    public static byte round(float weight, float scale) {
        return scale > 0 ? (byte) Math.rint((double) weight / scale) : 0;
    }

    /// `c[m,n] (+)= a[m,k] * w[n,k]^T` with the rows of `w` rounded, all row-major, sums in double.
    public static void multiply(float[] c, float[] a, float[] w, int m, int n, int k, boolean accumulate) {
        for (int column = 0; column < n; column++) {
            var weights = Arrays.copyOfRange(w, column * k, (column + 1) * k);
            float scale = scale(weights);
            for (int row = 0; row < m; row++) {
                double sum = 0;
                for (int i = 0; i < k; i++) {
                    sum += (double) a[row * k + i] * round(weights[i], scale);
                }
                c[row * n + column] = (float) ((accumulate ? c[row * n + column] : 0) + scale * sum);
            }
        }
    }
}
