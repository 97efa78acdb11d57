package mathesis.actors.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import mathesis.corpus.classify.FastTextModel;
import mathesis.corpus.training.Quantization;
import mathesis.corpus.training.RowCut;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `mathesis classifier quantize`: a small model from a large one.
@Command(
        name = "quantize",
        description = {
            "Make a model small, as 'fasttext quantize' does: a byte for every few columns of a row (a .ftz file).",
            "The model itself is left as it is. Its lines are labelled a little worse; 'classifier test' says how much."
        })
final class ClassifierQuantizeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "MODEL",
            converter = PathConverters.ExistingFile.class,
            description = "A .bin file of fastText.")
    private Path file;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "SMALL",
            converter = PathConverters.NewFile.class,
            description = "The small model, a .ftz file.")
    private Path output;

    @Option(
            names = "--dsub",
            paramLabel = "N",
            defaultValue = "2",
            converter = NumberConverters.Positive.class,
            description = "Columns that a byte stands for (default: 2).")
    private int dsub;

    @Option(names = "--qnorm", description = "Quantize the rows' norms apart.")
    private boolean qnorm;

    @Option(names = "--qout", description = "Quantize the output matrix too; needs 256 labels.")
    private boolean qout;

    @Option(
            names = "--cutoff",
            paramLabel = "N",
            converter = NumberConverters.Positive.class,
            description = "Keep so many words and n-grams, those whose rows have the largest norms. Without it all.")
    private Integer cutoff;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            converter = NumberConverters.Positive.class,
            description = "Threads that work; the model does not depend on it (default: 1).")
    private int threads;

    @Override
    public Integer call() throws IOException {
        var kept = cutoff == null ? OptionalInt.empty() : OptionalInt.of(cutoff);
        var model = FastTextModel.read(file);
        try (var pool = Executors.newFixedThreadPool(threads)) {
            var cut = kept.isPresent() ? RowCut.keep(model, kept.getAsInt()) : model;
            new Quantization(dsub, qnorm, qout).of(cut, pool).write(output);
        } catch (IllegalArgumentException e) {
            throw new WrongUsageException(file + ": " + e.getMessage());
        }
        spec.commandLine()
                .getOut()
                .println(String.format(
                        Locale.ROOT, "%s: %,d bytes, from %,d", output, Files.size(output), Files.size(file)));
        return CommandLines.DONE;
    }
}
