package mathesis.engine.kernels;

/// The plain twin of [SwiGlu], on heap arrays.
public final class SwiGluReference {
    private SwiGluReference() {}

    /// Writes `h`.
    public static void forward(float[] h, float[] gate, float[] up) {
        for (int i = 0; i < h.length; i++) {
            h[i] = (float) (gate[i] * sigmoid(gate[i]) * up[i]);
        }
    }

    /// Writes `dGate` and `dUp`.
    public static void backward(float[] dGate, float[] dUp, float[] dh, float[] gate, float[] up) {
        for (int i = 0; i < dh.length; i++) {
            double sigmoid = sigmoid(gate[i]);
            dGate[i] = (float) (dh[i] * up[i] * sigmoid * (1 + gate[i] * (1 - sigmoid)));
            dUp[i] = (float) (dh[i] * gate[i] * sigmoid);
        }
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
