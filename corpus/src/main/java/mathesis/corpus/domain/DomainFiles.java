package mathesis.corpus.domain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import mathesis.corpus.files.WholeFile;

/// Files of domain counts: a JSON object a line, sorted by domain.
public final class DomainFiles {
    private static final ObjectMapper JSON = new ObjectMapper();

    private DomainFiles() {}

    /// Hears of a domain.
    public interface Visitor {
        void count(DomainCount count) throws IOException;
    }

    /// Writes counts that are sorted by domain; the file appears whole.
    public static void write(Path file, List<DomainCount> sorted) throws IOException {
        WholeFile.write(file, out -> {
            for (var count : sorted) {
                out.write(JSON.writeValueAsBytes(count));
                out.write('\n');
            }
        });
    }

    /// Goes through several files together, in the order of domains, each once with the sum of its counts. Holds one
    /// line of each file in memory.
    ///
    /// @throws IOException naming file and line where one is damaged or out of order
    public static void forEach(List<Path> files, Visitor visitor) throws IOException {
        var open = new ArrayList<Lines>();
        try {
            for (var file : files) {
                open.add(new Lines(file));
            }
            merge(open, visitor);
        } finally {
            for (var lines : open) {
                lines.close();
            }
        }
    }

    private static void merge(List<Lines> open, Visitor visitor) throws IOException {
        var next = new PriorityQueue<Lines>(Comparator.comparing(lines -> lines.count.domain()));
        for (var lines : open) {
            if (lines.advance()) {
                next.add(lines);
            }
        }
        while (!next.isEmpty()) {
            var sum = take(next);
            while (!next.isEmpty() && next.peek().count.domain().equals(sum.domain())) {
                sum = sum.plus(take(next));
            }
            visitor.count(sum);
        }
    }

    private static DomainCount take(PriorityQueue<Lines> next) throws IOException {
        var lines = next.remove();
        var count = lines.count;
        if (lines.advance()) {
            next.add(lines);
        }
        return count;
    }

    private static final class Lines implements Closeable {
        private final Path file;
        private final BufferedReader in;
        private DomainCount count;
        private int line;

        Lines(Path file) throws IOException {
            this.file = file;
            in = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        }

        boolean advance() throws IOException {
            var text = in.readLine();
            if (text == null) {
                return false;
            }
            line++;
            var before = line == 1 ? "" : count.domain();
            count = parsed(text);
            if (count.domain().compareTo(before) <= 0) {
                throw new IOException(
                        file + " line " + line + " is out of order: " + count.domain() + " after " + before);
            }
            return true;
        }

        private DomainCount parsed(String text) throws IOException {
            try {
                return JSON.readValue(text, DomainCount.class);
            } catch (JsonProcessingException e) {
                throw new IOException(file + " line " + line + " is damaged: " + e.getOriginalMessage(), e);
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
