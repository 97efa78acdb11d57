package mathesis.actors.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import mathesis.corpus.classify.Dictionary;
import mathesis.corpus.classify.FastTextModel;
import mathesis.corpus.classify.Features;
import mathesis.corpus.training.RankingQuality;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `mathesis classifier test`: how well a model labels lines whose labels are known.
@Command(
        name = "test",
        description = {
            "Say how well a model labels lines '__label__NAME words': N lines, the precision P@k and recall R@k of the"
                    + " best k labels, as 'fasttext test' does.",
            "With two labels, or with --positive, also how well the probability of one label ranks the lines: area"
                    + " under the ROC curve, average precision, and the best F1 with its threshold."
        })
final class ClassifierTestCommand implements Callable<Integer> {
    private static final String MATH = "__label__math";

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
            paramLabel = "FILE",
            converter = PathConverters.ExistingFile.class,
            description = "Labelled lines; .gz is unpacked.")
    private Path lines;

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

    @Option(
            names = "--positive",
            paramLabel = "LABEL",
            description = "The label that ranks, with its prefix (default: __label__math where a model of two labels"
                    + " has it, else its first).")
    private String positive;

    @Override
    public Integer call() throws IOException {
        var model = FastTextModel.read(file);
        var ranked = ranked(model.dictionary());
        var tally = new ClassifierTally(model, k, threshold, ranked);
        var features = new Features(model.arguments(), model.dictionary());
        var progress = Progress.of(spec.commandLine().getErr(), "testing");
        try {
            LabelledLines.forEach(lines, (line, length) -> {
                features.readLine(line, 0, length);
                tally.add(features);
                progress.advance();
                return true;
            });
        } finally {
            progress.finish();
        }
        if (tally.lines() == 0) {
            throw new IOException(lines + " has no line with both a label and a word that the model knows; a line needs"
                    + " a word such as " + model.dictionary().label(0));
        }
        print(tally, ranked);
        return CommandLines.DONE;
    }

    private Optional<String> ranked(Dictionary dictionary) {
        if (positive != null) {
            if (!isLabel(dictionary, positive)) {
                throw new WrongUsageException("--positive: the model has no label " + positive + "; its first is "
                        + dictionary.label(0) + " of " + dictionary.labels());
            }
            return Optional.of(positive);
        }
        return dictionary.labels() == 2
                ? Optional.of(isLabel(dictionary, MATH) ? MATH : dictionary.label(0))
                : Optional.empty();
    }

    private static boolean isLabel(Dictionary dictionary, String label) {
        int id = dictionary.find(label);
        return id != Dictionary.UNKNOWN && dictionary.isLabel(id);
    }

    private void print(ClassifierTally tally, Optional<String> ranked) {
        var out = spec.commandLine().getOut();
        out.println("N\t" + tally.lines());
        print(out, "P@" + k, tally.precision());
        print(out, "R@" + k, tally.recall());
        tally.ranking().ifPresent(ranking -> print(out, ranking, ranked.orElseThrow()));
        if (tally.leftOut() > 0) {
            spec.commandLine()
                    .getErr()
                    .println("mathesis: " + tally.leftOut() + " lines without a label or a word that the model knows"
                            + " do not count");
        }
    }

    private static void print(PrintWriter out, RankingQuality ranking, String label) {
        out.println("positive\t" + ranking.positives() + " of " + label);
        print(out, "ROC AUC", ranking.rocAuc());
        print(out, "average precision", ranking.averagePrecision());
        print(out, "best F1", ranking.bestF1());
        out.println("at threshold\t" + ProbabilityText.of(ranking.bestThreshold()));
    }

    private static void print(PrintWriter out, String name, double value) {
        out.println(name + "\t" + (Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f", value)));
    }
}
