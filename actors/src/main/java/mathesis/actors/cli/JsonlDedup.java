package mathesis.actors.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import mathesis.actors.cli.JsonLinesReader.OnBadLine;
import mathesis.corpus.dedup.DedupFolder;
import mathesis.corpus.dedup.DedupSettings;
import mathesis.corpus.dedup.DocumentRef;
import mathesis.corpus.dedup.Drop;
import mathesis.corpus.dedup.DropLists;
import mathesis.corpus.dedup.DuplicateRange;

/// Deduplicates JSONL files in two passes over them: keys and signatures of all rows, then the rows that stay.
///
/// Rows are cut into parts, which are what the archives are in a mining run; what is remembered of a part at a time is
/// bounded. Temporary files lie beside the output until closed.
final class JsonlDedup implements AutoCloseable {
    private final PageFields fields;
    private final OnBadLine onBadLine;
    private final PrintWriter err;
    private final DedupSettings settings;
    private final long memory;
    private final Path output;
    private final Path folder;
    private final List<Part> parts = new ArrayList<>();

    /// @param file  that its rows are of
    /// @param first row of the file that is its first, from 0
    record Part(Path file, int first) {}

    JsonlDedup(
            PageFields fields, OnBadLine onBadLine, PrintWriter err, DedupSettings settings, long memory, Path output)
            throws IOException {
        this.fields = fields;
        this.onBadLine = onBadLine;
        this.err = err;
        this.settings = settings;
        this.memory = memory;
        this.output = output;
        this.folder = Files.createTempDirectory(output.toAbsolutePath().getParent(), "dedup-");
    }

    DedupTally run(List<Path> inputs, Optional<Path> report) throws IOException {
        var firstParts = new ArrayList<Integer>();
        for (var input : inputs) {
            firstParts.add(parts.size());
            collect(input);
        }
        var all = IntStream.range(0, parts.size()).boxed().toList();
        var range = new DuplicateRange(new DedupFolder(folder), settings, memory).resolve(0, all);
        var tally = new DedupTally(range.fullGroups());
        try (var kept = new JsonLinesWriter(output);
                var dropped = report.isPresent() ? new JsonLinesWriter(report.get()) : null) {
            for (int i = 0; i < inputs.size(); i++) {
                keep(inputs.get(i), firstParts.get(i), kept, Optional.ofNullable(dropped), tally);
            }
        }
        return tally;
    }

    private void collect(Path input) throws IOException {
        var reader = new JsonLinesReader(input, onBadLine, err);
        var progress = Progress.of(err, "reading");
        try (var writer = new PartWriter(new DedupFolder(folder), settings, memory, parts)) {
            writer.begin(input);
            reader.forEach(line -> {
                writer.add(fields.of(line));
                progress.advance();
            });
            writer.finish();
        } finally {
            progress.finish();
        }
        reader.reportSkipped();
    }

    private void keep(
            Path input, int firstPart, JsonLinesWriter kept, Optional<JsonLinesWriter> report, DedupTally tally)
            throws IOException {
        // bad lines were told of on the first pass
        var reader = new JsonLinesReader(input, onBadLine, new PrintWriter(Writer.nullWriter()));
        var cursor = new Cursor(firstPart);
        reader.forEach(line -> {
            var page = fields.of(line);
            var drop = cursor.next();
            tally.count(drop);
            if (drop.isEmpty()) {
                kept.write(line.json());
            } else if (report.isPresent()) {
                report.get().write(described(page.url(), drop.get()));
            }
        });
    }

    /// Walks through the rows of a file and their drops, part by part.
    private final class Cursor {
        private final DropLists lists = new DropLists(new DedupFolder(folder), settings);
        private int part;
        private int index = -1;
        private Iterator<Drop> drops;
        private Optional<Drop> ahead = Optional.empty();

        Cursor(int part) throws IOException {
            this.part = part;
            open();
        }

        private void open() throws IOException {
            drops = lists.of(part).iterator();
            ahead();
        }

        private void ahead() {
            ahead = drops.hasNext() ? Optional.of(drops.next()) : Optional.empty();
        }

        /// The drop of the next row, if it is dropped.
        Optional<Drop> next() throws IOException {
            index++;
            if (index == PartWriter.ROWS) {
                index = 0;
                part++;
                open();
            }
            var drop = ahead.filter(each -> each.document().index() == index);
            if (drop.isPresent()) {
                ahead();
            }
            return drop;
        }
    }

    private ObjectNode described(String url, Drop drop) {
        var json = place(drop.document())
                .put("url", url)
                .put("reason", drop.reason().name());
        json.set("duplicates", place(drop.witness()));
        return json;
    }

    private ObjectNode place(DocumentRef ref) {
        var part = parts.get(ref.archive());
        return JsonLinesWriter.object().put("file", part.file.toString()).put("row", part.first + ref.index() + 1);
    }

    @Override
    public void close() throws IOException {
        try (var entries = Files.walk(folder)) {
            for (var path : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
