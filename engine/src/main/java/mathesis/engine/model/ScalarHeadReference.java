package mathesis.engine.model;

import mathesis.engine.kernels.RmsNormReference;

/// The plain twin of [ScalarPass] and [ScalarLoss], on heap arrays: `value = w . norm(x) + b`; sums in double.
final class ScalarHeadReference {
    private ScalarHeadReference() {}

    /// Writes a value for each of the N rows of the residual stream.
    static void forward(float[] values_N, float[] x_NC, float[] gain_C, float[] w_C, float bias, float eps) {
        var normalized_NC = new float[x_NC.length];
        RmsNormReference.forward(normalized_NC, new float[values_N.length], x_NC, gain_C, eps);
        for (int i = 0; i < values_N.length; i++) {
            double sum = bias;
            for (int c = 0; c < w_C.length; c++) {
                sum += (double) w_C[c] * normalized_NC[i * w_C.length + c];
            }
            values_N[i] = (float) sum;
        }
    }

    /// Adds to the gradients of stream, gain and row; returns that of the bias.
    static float backward(
            float[] dx_NC,
            float[] dGain_C,
            float[] dw_C,
            float[] dValues_N,
            float[] x_NC,
            float[] gain_C,
            float[] w_C,
            float eps) {
        var normalized_NC = new float[x_NC.length];
        var inverseRms_N = new float[dValues_N.length];
        RmsNormReference.forward(normalized_NC, inverseRms_N, x_NC, gain_C, eps);
        var dNormalized_NC = new float[x_NC.length];
        double dBias = 0;
        for (int i = 0; i < dValues_N.length; i++) {
            dBias += dValues_N[i];
            for (int c = 0; c < w_C.length; c++) {
                dNormalized_NC[i * w_C.length + c] = dValues_N[i] * w_C[c];
                dw_C[c] += dValues_N[i] * normalized_NC[i * w_C.length + c];
            }
        }
        RmsNormReference.backward(dx_NC, dGain_C, dNormalized_NC, x_NC, gain_C, inverseRms_N);
        return (float) dBias;
    }
}
