package mathesis.actors.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import mathesis.corpus.Page;
import mathesis.corpus.Verdict;
import mathesis.corpus.warc.ArchiveLimits;
import mathesis.corpus.warc.ArchiveReader;
import mathesis.corpus.warc.ArchiveRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `mathesis warc list`: a line for each record of archives.
@Command(
        name = "list",
        description = {
            "Show the records of web archives, one a line: offset, type, HTTP status, media type, bytes of the block,"
                    + " what became of it and its URL.",
            "A record that is a page is called PAGE, another by the reason for which it is dropped. The offset is that"
                    + " of the record's gzip member or zstd frame, or in the uncompressed stream where records share"
                    + " one."
        })
final class WarcListCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NOTHING = "-";

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "ARCHIVE",
            converter = PathConverters.ExistingFile.class,
            description = "Archives to read.")
    private List<Path> archives;

    @Option(names = "--json", description = "Write a JSON object a line.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        for (var archive : archives) {
            try (var reader = ArchiveReader.open(archive, archive.toString(), ArchiveLimits.DEFAULT)) {
                for (var record = reader.nextRecord(); record.isPresent(); record = reader.nextRecord()) {
                    out.println(json ? json(record.get()) : line(record.get()));
                    if (out.checkError()) {
                        return CommandLines.DONE; // whoever reads the list has seen enough
                    }
                }
            }
        }
        return CommandLines.DONE;
    }

    private String line(ArchiveRecord record) {
        var line = String.format(
                Locale.ROOT,
                "%12d  %-10s  %-3s  %-24s  %10d  %-14s  %s",
                record.source().offset(),
                orDash(record.type()),
                record.status() == 0 ? NOTHING : record.status(),
                orDash(record.mediaType()),
                record.bytes(),
                outcome(record),
                orDash(record.url()));
        return printable(archives.size() == 1 ? line : record.source().archive() + "  " + line);
    }

    private static String orDash(String value) {
        return value.isEmpty() ? NOTHING : value;
    }

    private static String outcome(ArchiveRecord record) {
        return switch (record.verdict()) {
            case Verdict.Kept<Page> _ -> "PAGE";
            case Verdict.Dropped<Page>(var reason) -> reason.name();
        };
    }

    /// Archives are hostile: what they hold must not steer a terminal.
    private static String printable(String line) {
        var printable = new StringBuilder(line);
        for (int i = 0; i < printable.length(); i++) {
            if (Character.isISOControl(printable.charAt(i))) {
                printable.setCharAt(i, '\uFFFD');
            }
        }
        return printable.toString();
    }

    private static String json(ArchiveRecord record) throws JsonProcessingException {
        ObjectNode object = JSON.createObjectNode();
        object.put("archive", record.source().archive());
        object.put("offset", record.source().offset());
        object.put("record", record.source().record());
        object.put("type", record.type());
        object.put("status", record.status());
        object.put("mime", record.mediaType());
        object.put("bytes", record.bytes());
        object.put("outcome", outcome(record));
        object.put("url", record.url());
        return JSON.writeValueAsString(object);
    }
}
