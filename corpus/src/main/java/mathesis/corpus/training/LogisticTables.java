package mathesis.corpus.training;

/// The tables by which fastText computes the sigmoid (512 steps over [-8, 8], 0 or 1 outside) and the logarithm of a
/// probability (512 steps; for reported losses only).
final class LogisticTables {
    private static final int STEPS = 512;
    private static final int REACH = 8;
    private static final float[] SIGMOID = new float[STEPS + 1];
    private static final float[] LOG = new float[STEPS + 1];

    static {
        for (int i = 0; i <= STEPS; i++) {
            float x = (float) (i * 2 * REACH) / STEPS - REACH;
            SIGMOID[i] = (float) (1 / (1 + Math.exp(-x)));
            LOG[i] = (float) Math.log((i + 1e-5f) / STEPS);
        }
    }

    private LogisticTables() {}

    /// Not a number stays one, so that a model that diverged is seen.
    static float sigmoid(float x) {
        if (x < -REACH) {
            return 0;
        }
        if (x > REACH) {
            return 1;
        }
        return Float.isNaN(x) ? x : SIGMOID[(int) ((x + REACH) * STEPS / REACH / 2)];
    }

    /// Natural logarithm of a probability, -18 for 0.
    static float log(float probability) {
        if (probability > 1) {
            return 0;
        }
        return Float.isNaN(probability) ? probability : LOG[(int) (probability * STEPS)];
    }
}
