package mathesis.engine.kernels;

/// The plain twin of [Embedding], on heap arrays.
public final class EmbeddingReference {
    private EmbeddingReference() {}

    /// `x_TC[t] = table_VC[tokens[t]]`.
    public static void forward(float[] x_TC, float[] table_VC, int[] tokens, int channels) {
        for (int t = 0; t < tokens.length; t++) {
            System.arraycopy(table_VC, tokens[t] * channels, x_TC, t * channels, channels);
        }
    }

    /// `dTable_VC[tokens[t]] += dx_TC[t]`.
    public static void backward(float[] dTable_VC, float[] dx_TC, int[] tokens, int channels) {
        for (int t = 0; t < tokens.length; t++) {
            for (int c = 0; c < channels; c++) {
                dTable_VC[tokens[t] * channels + c] += dx_TC[t * channels + c];
            }
        }
    }
}
