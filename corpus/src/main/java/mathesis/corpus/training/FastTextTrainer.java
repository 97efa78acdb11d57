package mathesis.corpus.training;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import mathesis.corpus.classify.DenseMatrix;
import mathesis.corpus.classify.Dictionary;
import mathesis.corpus.classify.DictionaryBuilder;
import mathesis.corpus.classify.FastTextModel;
import mathesis.corpus.classify.ModelArguments;

/// Trains a classifier on labelled lines as fastText's `supervised` does (Joulin et al. 2016, arXiv:1607.01759; the
/// steps, the learning rate, the draws and the rows' start are those of its program of 2024-03-13).
///
/// ```java
/// var trainer = new FastTextTrainer(TrainingOptions.PAPER, Runnable::run, TrainingWatch.NONE);
/// trainer.train(TrainingText.file(path)).model().write(Path.of("math.bin"));
/// ```
///
/// Memory: heap for the rows that the text meets, 4 C bytes each (2.15 GB where all of 2.1 million rows of 256 columns
/// are met), and outside the heap once more for the model. With one thread the same text, options and seed give
/// the same model bit by bit; several threads write the same rows without locks (Hogwild) and do not.
public final class FastTextTrainer {
    private final TrainingOptions options;
    private final Executor executor;
    private final TrainingWatch watch;

    /// @param executor runs the options' number of tasks; `Runnable::run` where one thread is enough
    public FastTextTrainer(TrainingOptions options, Executor executor, TrainingWatch watch) {
        this.options = options;
        this.executor = executor;
        this.watch = watch;
    }

    /// A model and how its training went.
    public record Trained(FastTextModel model, TrainingReport report) {}

    /// Reads the text once to count its words, then as often as the options say to learn.
    ///
    /// @throws IllegalArgumentException where the text has no label or no word that comes often enough
    /// @throws CancellationException    where the watch says so
    public Trained train(TrainingText text) throws IOException {
        var dictionary = dictionary(text);
        var arguments = options.model();
        int rows = Math.addExact(dictionary.words(), arguments.bucket());
        var start = new RowStart(options.seed(), rows, arguments.dim());
        var input = new InputRows(dictionary.words(), arguments.bucket(), arguments.dim(), start);
        var output = new OutputRows(dictionary.labels(), arguments.dim());
        return learn(text, arguments, dictionary, input, output);
    }

    /// Goes on with a model that has forgotten some of its rows, on the text it was trained on; epochs, learning rate,
    /// seed and threads are this trainer's, all else is the model's.
    ///
    /// @throws IllegalArgumentException where the model is quantized
    public Trained retrain(FastTextModel model, TrainingText text) throws IOException {
        if (!(model.input() instanceof DenseMatrix rows) || !(model.output() instanceof DenseMatrix labels)) {
            throw new IllegalArgumentException("the model is quantized; retrain before quantizing");
        }
        int dim = model.arguments().dim();
        int words = model.dictionary().words();
        var row_C = new float[dim];
        var input = new InputRows(words, Math.toIntExact(rows.rows()) - words, dim, (row, weights, at) -> {
            rows.copyRow(row, row_C); // under the lock of InputRows
            System.arraycopy(row_C, 0, weights, at, dim);
        });
        for (int row = 0; row < rows.rows(); row++) {
            input.place(row); // all, for a row that is not met must stay what it was
        }
        var output = new OutputRows(Math.toIntExact(labels.rows()), dim);
        for (int row = 0; row < labels.rows(); row++) {
            labels.copyRow(row, row_C);
            System.arraycopy(row_C, 0, output.weights_KC, row * dim, dim);
        }
        return learn(text, model.arguments(), model.dictionary(), input, output);
    }

    private Trained learn(
            TrainingText text, ModelArguments arguments, Dictionary dictionary, InputRows input, OutputRows output)
            throws IOException {
        var run = new TrainingRun(options, text, arguments, dictionary, input, output, watch);
        var curve = run.run(executor);
        var model = new FastTextModel(arguments, dictionary, matrix(input), matrix(output));
        return new Trained(model, report(arguments, dictionary, input, curve));
    }

    private Dictionary dictionary(TrainingText text) throws IOException {
        Dictionary dictionary;
        try (var in = new Cancellable(text.open(0))) {
            dictionary =
                    new DictionaryBuilder().addAll(in).build(options.model().minCount(), options.minCountLabel());
        }
        require(dictionary.labels() > 0, text.name() + " has no label; a line needs a word that starts with __label__");
        require(
                dictionary.words() + options.model().bucket() > 0,
                text.name() + " has no word that comes " + options.model().minCount()
                        + " times; a smaller min-count may help");
        return dictionary;
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new IllegalArgumentException(problem);
        }
    }

    /// Rows that were never met stay zero: to a line that has them they add nothing.
    private static DenseMatrix matrix(InputRows input) {
        var matrix = DenseMatrix.zeros(input.rows(), input.dimensions(), Arena.ofAuto());
        var row_C = new float[input.dimensions()];
        for (int row = 0; row < input.rows(); row++) {
            if (input.isMet(row)) {
                input.copy(row, row_C);
                matrix.setRow(row, row_C);
            }
        }
        return matrix;
    }

    private static DenseMatrix matrix(OutputRows output) {
        int columns = output.dimensions();
        var matrix = DenseMatrix.zeros(output.rows(), columns, Arena.ofAuto());
        var row_C = new float[columns];
        for (int row = 0; row < output.rows(); row++) {
            System.arraycopy(output.weights_KC, row * columns, row_C, 0, columns);
            matrix.setRow(row, row_C);
        }
        return matrix;
    }

    private static TrainingReport report(
            ModelArguments arguments, Dictionary dictionary, InputRows input, LossCurve curve) {
        return new TrainingReport(
                dictionary.words(),
                dictionary.labels(),
                dictionary.tokens(),
                curve.lines(),
                input.used(),
                curve.mean(0.75, 1),
                UninformedLoss.of(arguments.loss(), dictionary.labelCounts(), arguments.neg()));
    }

    /// A stream that ends with an exception when the watch says so.
    private final class Cancellable extends FilterInputStream {
        Cancellable(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (watch.cancelled().getAsBoolean()) {
                throw new CancellationException("the training was cancelled");
            }
            return super.read(into, from, length);
        }
    }
}
