package mathesis.corpus.training;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import mathesis.corpus.classify.DenseMatrix;
import mathesis.corpus.classify.ProductQuantizer;
import mathesis.corpus.classify.QuantizedMatrix;

/// Quantizes one matrix: learns 256 means for each part of its columns from a sample of rows, then codes all rows.
final class MatrixQuantization {
    private static final int MOST_SAMPLES = 256 * KMeans.CENTROIDS;
    private static final int SEED = 1234; // fastText's
    private static final int ROWS_PER_TASK = 1 << 14;

    private final DenseMatrix matrix;
    private final int rows;
    private final int columns;
    private final int width;
    private final int parts;
    private final Executor executor;
    private final float[] norm_R;
    private final boolean withNorms;

    MatrixQuantization(DenseMatrix matrix, int width, boolean withNorms, Executor executor) {
        this.matrix = matrix;
        this.rows = Math.toIntExact(matrix.rows());
        this.columns = matrix.columns();
        this.width = width;
        this.parts = (columns + width - 1) / width;
        this.executor = executor;
        this.withNorms = withNorms;
        this.norm_R = new float[withNorms ? rows : 0];
    }

    QuantizedMatrix quantized() {
        if (withNorms) {
            inTasks(this::norms);
        }
        var means = partMeans(sample());
        byte[] codes = new byte[Math.multiplyExact(rows, parts)];
        inTasks(task -> code(task, means, codes));
        return new QuantizedMatrix(
                rows, codes, quantizer(means), withNorms ? Optional.of(quantizedNorms()) : Optional.empty());
    }

    private void norms(int task) {
        float[] row_C = new float[columns];
        for (int row = task * ROWS_PER_TASK; row < Math.min(rows, (task + 1) * ROWS_PER_TASK); row++) {
            matrix.copyRow(row, row_C);
            norm_R[row] = RowCut.norm(row_C);
        }
    }

    /// Rows drawn without repetition, at most 65,536.
    private int[] sample() {
        int[] order = KMeans.shuffled(rows, new MinStdRandom(SEED));
        return IntStream.of(order).limit(MOST_SAMPLES).toArray();
    }

    private KMeans[] partMeans(int[] sample) {
        var means = new KMeans[parts];
        all(parts, part -> {
            int partWidth = widthOf(part);
            float[] point_PD = new float[sample.length * partWidth];
            float[] row_C = new float[columns];
            for (int i = 0; i < sample.length; i++) {
                direction(sample[i], row_C);
                System.arraycopy(row_C, part * width, point_PD, i * partWidth, partWidth);
            }
            means[part] = KMeans.of(point_PD, partWidth, new MinStdRandom(SEED + part));
        });
        return means;
    }

    /// The row, divided by its norm where norms are kept apart.
    private void direction(int row, float[] row_C) {
        matrix.copyRow(row, row_C);
        if (withNorms && norm_R[row] != 0) {
            for (int i = 0; i < columns; i++) {
                row_C[i] /= norm_R[row];
            }
        }
    }

    private int widthOf(int part) {
        return part == parts - 1 ? columns - part * width : width;
    }

    private void code(int task, KMeans[] means, byte[] codes) {
        float[] row_C = new float[columns];
        float[] distance = new float[KMeans.CENTROIDS];
        for (int row = task * ROWS_PER_TASK; row < Math.min(rows, (task + 1) * ROWS_PER_TASK); row++) {
            direction(row, row_C);
            for (int part = 0; part < parts; part++) {
                codes[row * parts + part] = (byte) means[part].nearest(row_C, part * width, distance);
            }
        }
    }

    private ProductQuantizer quantizer(KMeans[] means) {
        float[] centroids = new float[columns * KMeans.CENTROIDS];
        for (int part = 0; part < parts; part++) {
            means[part].copyTo(centroids, part * KMeans.CENTROIDS * width);
        }
        return new ProductQuantizer(columns, width, centroids);
    }

    private QuantizedMatrix.Norms quantizedNorms() {
        float[] sampled = new float[Math.min(rows, MOST_SAMPLES)];
        int[] sample = sample();
        for (int i = 0; i < sampled.length; i++) {
            sampled[i] = norm_R[sample[i]];
        }
        var means = KMeans.of(sampled, 1, new MinStdRandom(SEED));
        byte[] codes = new byte[rows];
        float[] distance = new float[KMeans.CENTROIDS];
        for (int row = 0; row < rows; row++) {
            codes[row] = (byte) means.nearest(norm_R, row, distance);
        }
        float[] centroids = new float[KMeans.CENTROIDS];
        means.copyTo(centroids, 0);
        return new QuantizedMatrix.Norms(codes, new ProductQuantizer(1, 1, centroids));
    }

    private void inTasks(IntConsumer task) {
        all((rows + ROWS_PER_TASK - 1) / ROWS_PER_TASK, task);
    }

    private void all(int tasks, IntConsumer task) {
        var running = IntStream.range(0, tasks)
                .mapToObj(i -> CompletableFuture.runAsync(() -> task.accept(i), executor))
                .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(running).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
