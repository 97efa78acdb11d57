package mathesis.corpus.training;

import java.util.concurrent.Executor;
import mathesis.corpus.classify.DenseMatrix;
import mathesis.corpus.classify.FastTextModel;
import mathesis.corpus.classify.Matrix;

/// Makes a model small: rows become codes of a product quantizer, one byte for each `partWidth` of their columns, as
/// fastText's `quantize` does (Joulin et al. 2016, fastText.zip, arXiv:1612.03651).
///
/// @param partWidth    columns a byte stands for (`-dsub`)
/// @param norms        whether the rows' norms are quantized apart (`-qnorm`)
/// @param outputAsWell whether the output matrix is quantized too (`-qout`); it needs 256 labels
public record Quantization(int partWidth, boolean norms, boolean outputAsWell) {
    private static final int OUTPUT_PART_WIDTH = 2;

    /// What fastText takes where nothing is said.
    public static final Quantization DEFAULT = new Quantization(2, false, false);

    public Quantization {
        if (partWidth < 1) {
            throw new IllegalArgumentException("dsub is " + partWidth + "; must be at least 1");
        }
    }

    /// The small model. The same model gives the same one, whatever the executor.
    ///
    /// @param executor shares out the work; `Runnable::run` does all of it here
    /// @throws IllegalArgumentException where the model is quantized already, or a matrix has under 256 rows
    public FastTextModel of(FastTextModel model, Executor executor) {
        var input = quantized(model.input(), partWidth, executor, "input");
        var output = outputAsWell
                ? quantized(
                        model.output(),
                        Math.min(OUTPUT_PART_WIDTH, model.output().columns()),
                        executor,
                        "output")
                : model.output();
        return new FastTextModel(model.arguments(), model.dictionary(), input, output);
    }

    private Matrix quantized(Matrix matrix, int width, Executor executor, String which) {
        if (!(matrix instanceof DenseMatrix dense)) {
            throw new IllegalArgumentException("the " + which + " matrix is quantized already");
        }
        if (width > dense.columns()) {
            throw new IllegalArgumentException(
                    "dsub is " + width + "; the model has only " + dense.columns() + " columns");
        }
        if (dense.rows() < KMeans.CENTROIDS) {
            throw new IllegalArgumentException("the " + which + " matrix has " + dense.rows()
                    + " rows; quantizing needs 256" + (which.equals("output") ? " labels: leave qout out" : ""));
        }
        return new MatrixQuantization(dense, width, norms, executor).quantized();
    }
}
