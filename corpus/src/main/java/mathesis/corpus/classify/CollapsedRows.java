package mathesis.corpus.classify;

import java.util.Arrays;

/// The products of a matrix's rows with vectors of the output matrix.
final class CollapsedRows {
    private CollapsedRows() {}

    /// One product for each row, or several one after the other.
    ///
    /// @throws IllegalArgumentException if one is not finite
    static float[] of(Matrix matrix, double[]... directions) {
        long size = Math.multiplyExact(matrix.rows(), directions.length);
        if (size > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    matrix.rows() + " rows for " + directions.length + " labels are too many to collapse");
        }
        var weights = new float[(int) size];
        var row = new float[matrix.columns()];
        for (int i = 0; i < weights.length; i++) {
            int direction = i % directions.length;
            if (direction == 0) {
                matrix.copyRow(i / directions.length, row);
            }
            weights[i] = (float) dot(row, directions[direction]);
            if (!Float.isFinite(weights[i])) {
                throw new IllegalArgumentException("row " + i / directions.length + " of the model gives " + weights[i]
                        + "; was training stable?");
            }
        }
        return weights;
    }

    /// A row of the output matrix to multiply with.
    static double[] doubles(Matrix matrix, int row) {
        var values = new float[matrix.columns()];
        matrix.copyRow(row, values);
        var doubles = new double[values.length];
        Arrays.setAll(doubles, i -> values[i]);
        return doubles;
    }

    /// Four sums, so that an addition need not wait for the one before.
    private static double dot(float[] row, double... direction) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i < row.length - 3; i += 4) {
            a += row[i] * direction[i];
            b += row[i + 1] * direction[i + 1];
            c += row[i + 2] * direction[i + 2];
            d += row[i + 3] * direction[i + 3];
        }
        for (; i < row.length; i++) {
            a += row[i] * direction[i];
        }
        return a + b + (c + d);
    }
}
