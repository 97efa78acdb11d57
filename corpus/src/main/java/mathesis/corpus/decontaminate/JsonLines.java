package mathesis.corpus.decontaminate;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/// The lines of a JSONL file, `.gz` too; empty ones are passed over.
final class JsonLines implements AutoCloseable {
    private static final int LONGEST_LINE = 1 << 24;

    private final Path file;
    private final InputStream stream;
    private int number;

    JsonLines(Path file) throws IOException {
        this.file = file;
        var raw = Files.newInputStream(file);
        try {
            stream = new BufferedInputStream(file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw);
        } catch (IOException e) {
            raw.close();
            throw new IOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /// Name of the file, without its folder.
    String name() {
        return file.getFileName().toString();
    }

    /// Number of the last line read, from 1.
    int number() {
        return number;
    }

    /// What to throw where the last line read is to blame.
    IOException failure(String what) {
        return new IOException(file + " line " + number + " " + what);
    }

    Optional<byte[]> next() throws IOException {
        var line = new ByteArrayOutputStream();
        int next = read();
        while (next >= 0) {
            if (next == '\n') {
                number++;
                if (line.size() > 0) {
                    return Optional.of(line.toByteArray());
                }
            } else if (line.size() == LONGEST_LINE) {
                number++;
                throw failure("is longer than " + LONGEST_LINE + " bytes");
            } else if (next != '\r') {
                line.write(next);
            }
            next = read();
        }
        number++;
        return line.size() > 0 ? Optional.of(line.toByteArray()) : Optional.empty();
    }

    private int read() throws IOException {
        try {
            return stream.read();
        } catch (IOException e) {
            throw new IOException("cannot read " + file + " after line " + number + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
