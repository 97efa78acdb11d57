package mathesis.actors.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import mathesis.actors.cli.JsonLinesReader.OnBadLine;
import mathesis.corpus.dedup.DedupSettings;
import mathesis.corpus.dedup.SignatureShape;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `mathesis dedup`: rows of JSONL files without those that say what a better one says.
@Command(
        name = "dedup",
        description = {
            "Drop duplicate rows of JSONL files.",
            "A row goes where a better one has the same canonical URL, the same words, or nearly the same words (MinHash"
                    + " over shingles of five words). Better is the higher \"score\", then the longer text. Memory is"
                    + " bounded by --memory, whatever the size of the files."
        })
final class DedupCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "X.jsonl",
            converter = PathConverters.ExistingFile.class,
            description = "One JSON object a line; .gz is unpacked.")
    private List<Path> inputs;

    @Option(
            names = "--output",
            required = true,
            paramLabel = "Y.jsonl",
            converter = PathConverters.NewFile.class,
            description = "The rows that are kept, in the order of the files.")
    private Path output;

    @Option(
            names = "--report",
            paramLabel = "R.jsonl",
            converter = PathConverters.NewFile.class,
            description =
                    "A line for each dropped row: its file and number, the reason, and the row that it duplicates."
                            + " Rows are counted from 1, without bad lines.")
    private Path report;

    @Mixin
    private PageFields fields;

    @Option(
            names = "--threshold",
            paramLabel = "T",
            defaultValue = "0.72",
            converter = NumberConverters.Share.class,
            description = "Estimated Jaccard similarity of near-duplicates (default: ${DEFAULT-VALUE}).")
    private double threshold;

    @Option(
            names = "--bands",
            paramLabel = "N",
            defaultValue = "20",
            converter = NumberConverters.Positive.class,
            description = "Bands of a signature; rows that share one are compared (default: ${DEFAULT-VALUE}).")
    private int bands;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "6",
            converter = NumberConverters.Positive.class,
            description = "Hashes of a band (default: ${DEFAULT-VALUE}).")
    private int rows;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            defaultValue = "256MiB",
            converter = UnitConverters.Memory.class,
            description = "For sorting keys; what does not fit goes to a folder beside the output (default:"
                    + " ${DEFAULT-VALUE}).")
    private long memory;

    @Option(
            names = "--on-bad-line",
            paramLabel = "stop|skip",
            defaultValue = "stop",
            converter = OnBadLine.Converter.class,
            description = "What follows a line that cannot be used: ${COMPLETION-CANDIDATES} (default: stop).")
    private OnBadLine onBadLine;

    @Override
    public Integer call() throws IOException {
        var settings = WrongUsageException.checked(
                "dedup.",
                () -> new DedupSettings(
                        new SignatureShape(bands, rows), threshold, 1, DedupSettings.DEFAULT.leaders()));
        var commandLine = spec.commandLine();
        try (var dedup = new JsonlDedup(fields, onBadLine, commandLine.getErr(), settings, memory, output)) {
            var tally = dedup.run(inputs, Optional.ofNullable(report));
            tally.lines().forEach(commandLine.getOut()::println);
        }
        return CommandLines.DONE;
    }
}
