package mathesis.engine.kernels;

/// The plain twin of [Rope], on heap arrays.
public final class RopeReference {
    private RopeReference() {}

    /// Rotates every head of every row of `x_THD` in place.
    public static void rotate(
            float[] x_THD, float[] cosSin, int[] positions_T, int heads, int headSize, boolean inverse) {
        int half = headSize / 2;
        for (int row = 0; row < positions_T.length * heads; row++) {
            int angles = positions_T[row / heads] * headSize;
            for (int d = 0; d < half; d++) {
                double cos = cosSin[angles + d];
                double sin = inverse ? -cosSin[angles + half + d] : cosSin[angles + half + d];
                int low = row * headSize + d;
                double x = x_THD[low];
                double y = x_THD[low + half];
                x_THD[low] = (float) (x * cos - y * sin);
                x_THD[low + half] = (float) (y * cos + x * sin);
            }
        }
    }
}
