package mathesis.engine.kernels;

/// The plain twin of [Gemm], on heap arrays.
public final class GemmReference {
    private GemmReference() {}

    /// `c[m,n] (+)= a[m,k] * b[k,n]`, all row-major, sums in double.
    public static void multiply(float[] c, float[] a, float[] b, int m, int n, int k, boolean accumulate) {
        for (int row = 0; row < m; row++) {
            for (int column = 0; column < n; column++) {
                double sum = accumulate ? c[row * n + column] : 0;
                for (int i = 0; i < k; i++) {
                    sum += (double) a[row * k + i] * b[i * n + column];
                }
                c[row * n + column] = (float) sum;
            }
        }
    }
}
