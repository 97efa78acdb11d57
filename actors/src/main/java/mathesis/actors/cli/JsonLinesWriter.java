package mathesis.actors.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes a JSONL file. Each line reaches the file whole before the next is computed, so that an interrupted command
/// leaves lines that can be used.
final class JsonLinesWriter implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BufferedWriter writer;

    JsonLinesWriter(Path file) throws IOException {
        this.writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
    }

    /// An object that answers a line, with the same id.
    static ObjectNode answer(JsonLine line) {
        return JSON.createObjectNode().set("id", line.id());
    }

    /// An object with this id.
    static ObjectNode answer(String id) {
        return JSON.createObjectNode().put("id", id);
    }

    /// An object without fields.
    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static ArrayNode array(int[] values) {
        var array = JSON.createArrayNode();
        for (int value : values) {
            array.add(value);
        }
        return array;
    }

    static ArrayNode array(float[] values) {
        var array = JSON.createArrayNode();
        for (float value : values) {
            array.add(value);
        }
        return array;
    }

    void write(ObjectNode object) throws IOException {
        writer.write(JSON.writeValueAsString(object));
        writer.write('\n');
        writer.flush();
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
