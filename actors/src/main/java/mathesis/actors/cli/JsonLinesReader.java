package mathesis.actors.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a JSONL file (also `.gz`) line by line and keeps count of the lines that could not be used.
final class JsonLinesReader {
    /// What follows a line that is not JSON, lacks a field or cannot be used for another reason of its own.
    enum OnBadLine {
        /// Fail, naming the line.
        STOP,
        /// Name the line on standard error, leave it out and go on.
        SKIP;

        /// As the flag is written.
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// The choice that a flag's value names.
        static final class Converter implements ITypeConverter<OnBadLine> {
            @Override
            public OnBadLine convert(String value) {
                return Arrays.stream(values())
                        .filter(choice -> choice.toString().equals(value))
                        .findFirst()
                        .orElseThrow(() -> new TypeConversionException("'" + value + "' is not one of stop, skip"));
            }
        }
    }

    /// What to do with a line; a [BadLineException] means that the line is to blame.
    interface Use {
        void accept(JsonLine line) throws IOException;
    }

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Path file;
    private final OnBadLine onBadLine;
    private final PrintWriter err;
    private int lines;
    private int bad;

    JsonLinesReader(Path file, OnBadLine onBadLine, PrintWriter err) {
        this.file = file;
        this.onBadLine = onBadLine;
        this.err = err;
    }

    /// Hands every line to `use`, in order.
    void forEach(Use use) throws IOException {
        try (var stream = open()) {
            byte[] bytes = nextLine(stream);
            while (bytes != null) {
                lines++;
                guarded(lines, bytes, use);
                bytes = nextLine(stream);
            }
        }
    }

    /// Runs later work on a line that was read before, with the same care for what is wrong with it.
    void guard(JsonLine line, Use use) throws IOException {
        try {
            use.accept(line);
        } catch (BadLineException e) {
            blame(line.number(), e.getMessage());
        }
    }

    /// Tells how many lines were left out, if any were.
    void reportSkipped() {
        if (bad > 0) {
            err.println("mathesis: " + bad + " of " + lines + " lines of " + file + " were skipped");
        }
    }

    private void guarded(int number, byte[] bytes, Use use) throws IOException {
        JsonNode json;
        try {
            json = JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            blame(number, "not JSON: " + e.getOriginalMessage());
            return;
        }
        if (json instanceof ObjectNode object) {
            guard(new JsonLine(number, object), use);
        } else {
            blame(number, json.isMissingNode() ? "empty" : "not a JSON object");
        }
    }

    private void blame(int number, String reason) throws IOException {
        bad++;
        String message = file + " line " + number + ": " + reason;
        if (onBadLine == OnBadLine.STOP) {
            throw new IOException(message + " (--on-bad-line skip goes on without such lines)");
        }
        err.println("mathesis: " + message);
    }

    private InputStream open() throws IOException {
        var raw = Files.newInputStream(file);
        return new BufferedInputStream(file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw);
    }

    /// The bytes up to the next line feed, or null at the end: bytes, because a line that is not UTF-8 is one bad line,
    /// not an unreadable file.
    private static byte[] nextLine(InputStream stream) throws IOException {
        var line = new ByteArrayOutputStream();
        int next = stream.read();
        if (next < 0) {
            return null;
        }
        while (next >= 0 && next != '\n') {
            line.write(next);
            next = stream.read();
        }
        return line.toByteArray();
    }
}
