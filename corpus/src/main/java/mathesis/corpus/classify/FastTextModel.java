package mathesis.corpus.classify;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import mathesis.corpus.classify.ModelArguments.Kind;
import mathesis.corpus.files.NewFile;

/// A supervised fastText model. Predicts from any number of threads, as long as nobody trains its matrices.
public final class FastTextModel {
    private final ModelArguments arguments;
    private final Dictionary dictionary;
    private final Matrix input;
    private final Matrix output;
    private final boolean quantizedOutput;
    private final OutputLayer layer;

    /// A model of these parts; it keeps the matrices, and so sees what training writes to them.
    ///
    /// @param input  one row for each word, then one for each bucket of n-grams
    /// @param output one row for each label
    public FastTextModel(ModelArguments arguments, Dictionary dictionary, Matrix input, Matrix output) {
        this(arguments, dictionary, input, output, output instanceof QuantizedMatrix);
    }

    /// @param quantizedOutput what the file says; of a model whose input is not quantized it means nothing
    FastTextModel(
            ModelArguments arguments, Dictionary dictionary, Matrix input, Matrix output, boolean quantizedOutput) {
        require(arguments.model() == Kind.SUPERVISED, "model is " + arguments.model() + "; must be supervised");
        require(dictionary.labels() >= 1, "a model needs a label");
        require(
                input.columns() == arguments.dim() && output.columns() == arguments.dim(),
                "matrices of " + input.columns() + " and " + output.columns() + " columns; dim is " + arguments.dim());
        long needed = dictionary.words() + dictionary.pruned().rows(arguments);
        require(needed <= Integer.MAX_VALUE, needed + " rows for words and n-grams; at most 2^31 - 1");
        require(input.rows() >= needed, "the input matrix has " + input.rows() + " rows; needs " + needed);
        require(
                output.rows() == dictionary.labels(),
                "the output matrix has " + output.rows() + " rows for " + dictionary.labels() + " labels");
        this.arguments = arguments;
        this.dictionary = dictionary;
        this.input = input;
        this.output = output;
        this.quantizedOutput = quantizedOutput;
        this.layer = OutputLayer.of(arguments.loss(), output, dictionary);
    }

    /// Reads a `.bin` or `.ftz` file of version 11 or 12. A dense matrix is not copied: the file is its memory, so it
    /// must not be changed in place while the model is in use.
    ///
    /// @throws ModelFileException if the file does not hold a supervised model
    public static FastTextModel read(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var bytes = channel.map(MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
            return new ModelReader(new ModelCursor(file, bytes)).read();
        }
    }

    /// Writes the file that the C++ program reads; a file of this name is always whole.
    public void write(Path file) throws IOException {
        try (var target = new NewFile(file)) {
            try (var channel = FileChannel.open(target.temporary(), StandardOpenOption.WRITE)) {
                new ModelWriter(channel).write(this);
            }
            target.commit();
        }
    }

    /// The best labels of a line, best first; none where no feature of it is known.
    ///
    /// @param line      without its newline, or up to it
    /// @param k         most labels to return
    /// @param threshold least probability
    public List<Prediction> predict(byte[] line, int k, float threshold) {
        var features = new Features(arguments, dictionary);
        features.readLine(line, 0, line.length);
        return predict(features, k, threshold);
    }

    /// The same for the line that was read last.
    public List<Prediction> predict(Features line, int k, float threshold) {
        require(k >= 1, "k is " + k + "; must be at least 1");
        if (line.count() == 0) {
            return List.of();
        }
        var best = new BestLabels(k);
        layer.predict(hidden(line), threshold, best);
        return best.sorted().stream()
                .map(scored -> new Prediction(dictionary.label(scored.label()), (float) Math.exp(scored.score())))
                .toList();
    }

    public ModelArguments arguments() {
        return arguments;
    }

    public Dictionary dictionary() {
        return dictionary;
    }

    public Matrix input() {
        return input;
    }

    public Matrix output() {
        return output;
    }

    boolean quantizedOutput() {
        return quantizedOutput;
    }

    /// The mean of a line's rows.
    private float[] hidden(Features line) {
        var hidden = new float[arguments.dim()];
        var row = new float[arguments.dim()];
        for (int i = 0; i < line.count(); i++) {
            input.copyRow(line.rows()[i], row); // the sum of two arrays is vectorised, of an array and memory it is not
            for (int j = 0; j < hidden.length; j++) {
                hidden[j] += row[j];
            }
        }
        float share = (float) (1.0 / line.count());
        for (int i = 0; i < hidden.length; i++) {
            hidden[i] *= share;
        }
        return hidden;
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new IllegalArgumentException(problem);
        }
    }
}
