package mathesis.actors.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import mathesis.corpus.classify.FastTextModel;
import mathesis.corpus.classify.Features;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `mathesis classifier predict`: the labels of lines.
@Command(
        name = "predict",
        description = {
            "Print the best labels of each line with their probabilities, as 'fasttext predict-prob' does.",
            "A probability is printed with 1e-5 added to it, for fastText does so, and may exceed 1 by that much. A"
                    + " line of which the model knows nothing gives an empty one. Lines are taken as they are: what"
                    + " was done to the training text must be done to them."
        })
final class ClassifierPredictCommand implements Callable<Integer> {
    private static final String STDIN = "-";

    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "MODEL",
            converter = PathConverters.ExistingFile.class,
            description = "A .bin or .ftz file of fastText.")
    private Path file;

    @Parameters(
            index = "1",
            arity = "0..1",
            defaultValue = STDIN,
            paramLabel = "FILE",
            description = "Lines to label; .gz is unpacked; - reads standard input (default: -).")
    private String lines;

    @Option(
            names = "--k",
            paramLabel = "N",
            defaultValue = "1",
            converter = NumberConverters.Positive.class,
            description = "Most labels of a line (default: 1).")
    private int k;

    @Option(
            names = "--threshold",
            paramLabel = "P",
            defaultValue = "0",
            description = "Least probability of a label (default: 0).")
    private float threshold;

    @Override
    public Integer call() throws IOException {
        boolean stdin = lines.equals(STDIN);
        if (!stdin && !Files.isReadable(Path.of(lines))) {
            throw new WrongUsageException(lines + " does not exist or may not be read");
        }
        var model = FastTextModel.read(file);
        var features = new Features(model.arguments(), model.dictionary());
        LabelledLines.Use predict = (line, length) -> {
            features.readLine(line, 0, length);
            spec.commandLine().getOut().println(predicted(model, features));
            return !spec.commandLine().getOut().checkError(); // whoever reads the labels may have seen enough
        };
        if (stdin) {
            LabelledLines.forEach(System.in, "standard input", predict);
        } else {
            LabelledLines.forEach(Path.of(lines), predict);
        }
        return CommandLines.DONE;
    }

    private String predicted(FastTextModel model, Features line) {
        return model.predict(line, k, threshold).stream()
                .map(prediction -> prediction.label() + " " + ProbabilityText.of(prediction.probability()))
                .collect(Collectors.joining(" "));
    }
}
