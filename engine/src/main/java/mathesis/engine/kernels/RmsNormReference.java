package mathesis.engine.kernels;

/// The plain twin of [RmsNorm], on heap arrays; sums in double.
public final class RmsNormReference {
    private RmsNormReference() {}

    /// Writes `y_TC` and keeps `invRms_T`.
    public static void forward(float[] y_TC, float[] invRms_T, float[] x_TC, float[] g_C, float eps) {
        int channels = g_C.length;
        for (int t = 0; t < invRms_T.length; t++) {
            int row = t * channels;
            double squares = 0;
            for (int c = 0; c < channels; c++) {
                squares += (double) x_TC[row + c] * x_TC[row + c];
            }
            invRms_T[t] = (float) (1 / Math.sqrt(squares / channels + eps));
            for (int c = 0; c < channels; c++) {
                y_TC[row + c] = x_TC[row + c] * invRms_T[t] * g_C[c];
            }
        }
    }

    /// Adds to `dx_TC` and `dg_C`.
    public static void backward(
            float[] dx_TC, float[] dg_C, float[] dy_TC, float[] x_TC, float[] g_C, float[] invRms_T) {
        int channels = g_C.length;
        for (int t = 0; t < invRms_T.length; t++) {
            int row = t * channels;
            double inv = invRms_T[t];
            double dot = 0;
            for (int c = 0; c < channels; c++) {
                dot += (double) dy_TC[row + c] * g_C[c] * x_TC[row + c];
            }
            for (int c = 0; c < channels; c++) {
                double x = x_TC[row + c];
                double dy = dy_TC[row + c];
                dx_TC[row + c] += (float) (inv * (dy * g_C[c] - x * inv * inv * dot / channels));
                dg_C[c] += (float) (dy * x * inv);
            }
        }
    }
}
