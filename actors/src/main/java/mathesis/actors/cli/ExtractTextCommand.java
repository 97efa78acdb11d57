package mathesis.actors.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import mathesis.corpus.Page;
import mathesis.corpus.text.HtmlText;
import mathesis.corpus.text.HtmlTextLimits;
import mathesis.corpus.warc.ArchiveLimits;
import mathesis.corpus.warc.ArchiveReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// `mathesis extract-text`: what web pages say, with their formulas as TeX.
@Command(
        name = "extract-text",
        description = {
            "Turn web pages into Markdown-like text that keeps their mathematics.",
            "Pages come from HTML files, from archives (WARC, WET, ARC; plain, .gz or .zst) or, where neither is named,"
                    + " from standard input. Formulas come out as TeX: $...$ within a line, $$...$$ displayed."
                    + " Navigation, hidden elements and other boilerplate go.",
            "Without --output the text is printed, with --json a row for each page: {\"url\",\"title\",\"text\","
                    + "\"lang\",\"charset\",\"mathFound\",\"formulas\"}; \"lang\" is what the page says of itself."
        })
final class ExtractTextCommand implements Callable<Integer> {
    private final HtmlText extraction = new HtmlText(HtmlTextLimits.DEFAULT);
    private final ExtractTextSummary summary = new ExtractTextSummary();

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "FILE.html", description = "Pages, each in a file.")
    private List<String> files = List.of();

    @Option(
            names = {"--input", "--warc"},
            paramLabel = "A.warc.gz",
            converter = PathConverters.ExistingFile.class,
            description = "An archive of pages; may be given several times.")
    private List<Path> archives = List.of();

    @Option(
            names = "--url",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "Only pages of archives whose address contains this.")
    private String url;

    @Option(
            names = "--output",
            paramLabel = "X.jsonl",
            converter = PathConverters.NewFile.class,
            description = "Write a row for each page there and the summary to standard output.")
    private Path output;

    @Option(names = "--json", description = "Print rows instead of text.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        var commandLine = spec.commandLine();
        if (output == null) {
            extract(json ? TextSink.rows(commandLine.getOut()) : TextSink.text(commandLine.getOut(), isOnePage()));
            summary.print(commandLine.getErr());
            return CommandLines.DONE;
        }
        try (var writer = new JsonLinesWriter(output)) {
            extract(row -> writer.write(row.json()));
        }
        summary.print(commandLine.getOut());
        return CommandLines.DONE;
    }

    private boolean isOnePage() {
        return archives.isEmpty() && files.size() <= 1;
    }

    private void extract(TextSink sink) throws IOException {
        var progress = Progress.of(spec.commandLine().getErr(), "extracting");
        try {
            for (var file : existing(files)) {
                extract(page(file.toString(), Files.readAllBytes(file)), sink);
                progress.advance();
            }
            for (var archive : archives) {
                extract(archive, sink, progress);
            }
            if (files.isEmpty() && archives.isEmpty()) {
                extract(page("-", System.in.readAllBytes()), sink);
            }
        } finally {
            progress.finish();
        }
    }

    /// A converter would be asked too, but a name that it refuses counts as no argument where none is needed.
    private static List<Path> existing(List<String> names) {
        var converter = new PathConverters.ExistingFile();
        try {
            return names.stream().map(converter::convert).toList();
        } catch (TypeConversionException e) {
            throw new WrongUsageException(e.getMessage());
        }
    }

    private static Page page(String name, byte[] body) {
        return new Page(new Page.Source(name, 0, 0), name, Page.Format.HTML, Optional.empty(), body);
    }

    private void extract(Path file, TextSink sink, Progress progress) throws IOException {
        try (var archive = ArchiveReader.open(file, file.getFileName().toString(), ArchiveLimits.DEFAULT)) {
            for (var page = archive.next(); page.isPresent(); page = archive.next()) {
                if (page.get().url().contains(url)) {
                    extract(page.get(), sink);
                }
                progress.advance();
            }
            summary.count(archive);
        }
    }

    private void extract(Page page, TextSink sink) throws IOException {
        var row = PageTextRow.of(page, extraction);
        summary.count(row);
        if (row.text().isPresent()) {
            sink.write(row);
        }
    }
}
