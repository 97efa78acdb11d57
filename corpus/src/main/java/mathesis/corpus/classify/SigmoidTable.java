package mathesis.corpus.classify;

/// The logistic function as fastText looks it up, for training and for prediction with one-vs-all and negative
/// sampling:
/// 512 steps over [-8, 8], the value at a step's lower end; 0 and 1 beyond.
public final class SigmoidTable {
    private static final int STEPS = 512;
    private static final int LARGEST = 8;
    private static final float[] VALUES = values();

    private SigmoidTable() {}

    public static float of(float x) {
        if (x < -LARGEST) {
            return 0;
        }
        if (x > LARGEST) {
            return 1;
        }
        return VALUES[(int) ((x + LARGEST) * STEPS / LARGEST / 2)];
    }

    private static float[] values() {
        var values = new float[STEPS + 1];
        for (int i = 0; i <= STEPS; i++) {
            float x = (float) (i * 2 * LARGEST) / STEPS - LARGEST;
            values[i] = (float) (1 / (1 + Math.exp(-x)));
        }
        return values;
    }
}
