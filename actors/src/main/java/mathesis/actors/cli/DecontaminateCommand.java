package mathesis.actors.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import mathesis.actors.cli.JsonLinesReader.OnBadLine;
import mathesis.corpus.decontaminate.Benchmarks;
import mathesis.corpus.decontaminate.ContaminationReport;
import mathesis.corpus.decontaminate.NgramOverlap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `mathesis decontaminate`: rows of JSONL files without those that hold benchmark texts.
@Command(
        name = "decontaminate",
        description = {
            "Drop rows of JSONL files that hold benchmark texts.",
            "A row goes where ten words in a row of its text stand in a benchmark, or the whole of a benchmark text of"
                    + " three to nine words stands in it (DeepSeekMath section 2.1). Case, punctuation and white space"
                    + " do not count, TeX commands do, Chinese is read by the character."
        })
final class DecontaminateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "X.jsonl",
            converter = PathConverters.ExistingFile.class,
            description = "One JSON object a line; .gz is unpacked.")
    private List<Path> inputs;

    @Option(
            names = "--benchmarks",
            required = true,
            paramLabel = "PATH",
            description = "A JSONL file of a benchmark (also .gz) or a folder of them; may be given several times.")
    private List<Path> benchmarks;

    @Option(
            names = "--fields",
            split = ",",
            paramLabel = "NAME",
            defaultValue = "question,prompt,problem,solution",
            description = "Fields that hold benchmark texts, with commas between (default: ${DEFAULT-VALUE}).")
    private List<String> textFields;

    @Option(
            names = "--ignore",
            paramLabel = "FILE",
            converter = PathConverters.ExistingFile.class,
            description = "N-grams that are no sign of a benchmark, one a line, as the report lists them.")
    private Path ignore;

    @Option(
            names = "--output",
            paramLabel = "Y.jsonl",
            converter = PathConverters.NewFile.class,
            description = "The rows that are kept, in the order of the files.")
    private Path output;

    @Option(
            names = "--report",
            paramLabel = "R.json",
            converter = PathConverters.NewFile.class,
            description = "What was removed and why: rows and n-grams by benchmark, with examples.")
    private Path reportFile;

    @Option(
            names = "--common",
            paramLabel = "K",
            defaultValue = "10",
            converter = NumberConverters.NotNegative.class,
            description = "List n-grams that match in more rows than this: they may be a common phrase (default:"
                    + " ${DEFAULT-VALUE}).")
    private int common;

    @Mixin
    private PageFields fields;

    @Option(
            names = "--on-bad-line",
            paramLabel = "stop|skip",
            defaultValue = "stop",
            converter = OnBadLine.Converter.class,
            description = "What follows a line that cannot be used: ${COMPLETION-CANDIDATES} (default: stop).")
    private OnBadLine onBadLine;

    private final ContaminationReport report = new ContaminationReport();

    @Override
    public Integer call() throws IOException {
        var err = spec.commandLine().getErr();
        var overlap = new NgramOverlap(Benchmarks.read(files(), textFields), ignored());
        var progress = Progress.of(err, "searching");
        try (var writer = output == null ? null : new JsonLinesWriter(output)) {
            for (var input : inputs) {
                var reader = new JsonLinesReader(input, onBadLine, err);
                reader.forEach(line -> {
                    if (isClean(fields.of(line), overlap) && writer != null) {
                        writer.write(line.json());
                    }
                    progress.advance();
                });
                reader.reportSkipped();
            }
        } finally {
            progress.finish();
        }
        tell(overlap);
        return CommandLines.DONE;
    }

    /// Benchmark files, those of folders in the order of their names.
    private List<Path> files() throws IOException {
        var files = new ArrayList<Path>();
        for (var path : benchmarks) {
            if (!Files.exists(path)) {
                throw new WrongUsageException("--benchmarks: " + path + " does not exist");
            }
            try (var found = Files.walk(path)) {
                found.filter(file -> Files.isRegularFile(file)
                                && (file.equals(path) || file.toString().matches(".*\\.jsonl(\\.gz)?")))
                        .sorted()
                        .forEach(files::add);
            }
        }
        if (files.isEmpty()) {
            throw new WrongUsageException("--benchmarks: no .jsonl or .jsonl.gz file in " + benchmarks);
        }
        return files;
    }

    private List<String> ignored() throws IOException {
        return ignore == null ? List.of() : Files.readAllLines(ignore, StandardCharsets.UTF_8);
    }

    private boolean isClean(PageFields.Fields page, NgramOverlap overlap) {
        var match = overlap.find(page.text());
        match.ifPresentOrElse(found -> report.removed(page.url(), found), report::clean);
        return match.isEmpty();
    }

    private void tell(NgramOverlap overlap) throws IOException {
        var out = spec.commandLine().getOut();
        var table = TextTable.ofNumbers("", "rows")
                .row("read", Long.toString(report.pages()))
                .row("kept", Long.toString(report.pages() - report.removed()));
        report.removedByBenchmark().forEach((name, rows) -> table.row("in " + name, Long.toString(rows)));
        table.lines().forEach(out::println);
        out.println(overlap.size() + " n-grams and short texts looked for; left out: " + overlap.tooShort()
                + " texts of one or two words, " + overlap.numbersOnly() + " short ones without a letter");
        report.common(common)
                .forEach((ngram, rows) -> out.println("in " + rows + " rows, perhaps a common phrase: " + ngram));
        if (reportFile != null) {
            Files.writeString(reportFile, report.json(common).toPrettyString() + "\n");
        }
    }
}
