package mathesis.actors.rl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import mathesis.actors.node.WholeFile;

/// A file of JSON objects, one a line, each with a number under `step`; later steps come later. A process may be killed
/// at any moment: a line that is not whole is no line.
final class JsonLog {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    JsonLog(Path file) {
        this.file = file;
    }

    /// Takes away everything after a step, and what is not whole; returns what is left.
    List<JsonNode> cutBackTo(long step) throws IOException {
        var kept = new ArrayList<JsonNode>();
        for (var line : read(file)) {
            if (line.path(MetricsLine.STEP).asLong(Long.MAX_VALUE) <= step) {
                kept.add(line);
            }
        }
        var text = new StringBuilder();
        for (var line : kept) {
            text.append(JSON.writeValueAsString(line)).append('\n');
        }
        WholeFile.write(file, text.toString());
        return kept;
    }

    /// Adds a line and hands it to the operating system, which keeps it whatever becomes of this process.
    void append(Object line) {
        try {
            Files.writeString(
                    file,
                    JSON.writeValueAsString(line) + "\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    /// The whole lines of a file, none if it does not exist.
    static List<JsonNode> read(Path file) throws IOException {
        var lines = new ArrayList<JsonNode>();
        if (Files.exists(file)) {
            for (var line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                parse(line, lines);
            }
        }
        return lines;
    }

    private static void parse(String line, List<JsonNode> into) {
        try {
            var node = JSON.readTree(line);
            if (node.isObject()) {
                into.add(node);
            }
        } catch (JsonProcessingException _) {
            // what a killed process had begun to write
        }
    }
}
