package mathesis.corpus.training;

/// One row of C weights for each label (or inner node of the label tree), zero at first. Threads write to it without
/// locks (Hogwild).
final class OutputRows {
    final float[] weights_KC;
    private final int dimensions;

    OutputRows(int rows, int dimensions) {
        this(new float[Math.multiplyExact(rows, dimensions)], dimensions);
    }

    OutputRows(float[] weights_KC, int dimensions) {
        this.weights_KC = weights_KC;
        this.dimensions = dimensions;
    }

    int dimensions() {
        return dimensions;
    }

    int rows() {
        return weights_KC.length / dimensions;
    }

    float dot(int row, float[] hidden_C) {
        float[] weights = weights_KC;
        int base = row * dimensions;
        // Eight sums: the compiler may not reorder one sum of floats, so one would wait for each addition.
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        float e = 0;
        float f = 0;
        float g = 0;
        float h = 0;
        int i = 0;
        for (; i <= dimensions - 8; i += 8) {
            a += weights[base + i] * hidden_C[i];
            b += weights[base + i + 1] * hidden_C[i + 1];
            c += weights[base + i + 2] * hidden_C[i + 2];
            d += weights[base + i + 3] * hidden_C[i + 3];
            e += weights[base + i + 4] * hidden_C[i + 4];
            f += weights[base + i + 5] * hidden_C[i + 5];
            g += weights[base + i + 6] * hidden_C[i + 6];
            h += weights[base + i + 7] * hidden_C[i + 7];
        }
        for (; i < dimensions; i++) {
            a += weights[base + i] * hidden_C[i];
        }
        return ((a + b) + (c + d)) + ((e + f) + (g + h));
    }

    /// `gradient += alpha row`, with the row as it is before `row += alpha hidden`.
    void step(int row, float alpha, float[] hidden_C, float[] gradient_C) {
        float[] weights = weights_KC;
        int base = row * dimensions;
        for (int i = 0; i < dimensions; i++) {
            gradient_C[i] += alpha * weights[base + i];
        }
        for (int i = 0; i < dimensions; i++) {
            weights[base + i] += alpha * hidden_C[i];
        }
    }
}
