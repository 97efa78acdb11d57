package mathesis.engine.checkpoint;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/// The table of a safetensors file: 8 bytes of length, then JSON that says what lies where in the rest.
///
/// Reading checks all that the format promises: the tensors cover the rest of the file without overlap or gap.
/// Source: the format's own description, github.com/huggingface/safetensors.
///
/// @param entries    in the order of the header
/// @param metadata   the texts under `__metadata__`
/// @param dataOffset where the first tensor may begin in the file
record SafetensorsHeader(Map<String, TensorEntry> entries, Map<String, String> metadata, long dataOffset) {
    /// Longest header that the reference implementation takes.
    static final long LONGEST = 100_000_000;

    static SafetensorsHeader read(Path file, FileChannel channel) throws IOException {
        long fileSize = channel.size();
        var json = json(file, channel, fileSize);
        var header = new SafetensorsHeader(new LinkedHashMap<>(), new LinkedHashMap<>(), Long.BYTES + json.length);
        try {
            header.parse(file, json);
        } catch (JacksonException e) {
            throw new ModelFileException(file, "header is " + Json.problem(e), e);
        }
        checkCoverage(file, header.entries.values(), fileSize - header.dataOffset);
        return header;
    }

    private static byte[] json(Path file, FileChannel channel, long fileSize) throws IOException {
        if (fileSize < Long.BYTES) {
            throw new ModelFileException(file, "is " + fileSize + " bytes long, too short for safetensors");
        }
        var prefix = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        readFully(file, channel, prefix, 0);
        long length = prefix.getLong(0);
        if (length < 0 || length > LONGEST) {
            throw new ModelFileException(
                    file,
                    "header length is " + Long.toUnsignedString(length) + "; at most " + LONGEST
                            + " (is it safetensors?)");
        }
        if (length > fileSize - Long.BYTES) {
            throw new ModelFileException(
                    file, "header of " + length + " bytes does not fit in a file of " + fileSize + " (truncated?)");
        }
        var json = ByteBuffer.allocate(Math.toIntExact(length));
        readFully(file, channel, json, Long.BYTES);
        return json.array();
    }

    private static void readFully(Path file, FileChannel channel, ByteBuffer into, long position) throws IOException {
        while (into.hasRemaining()) {
            if (channel.read(into, position + into.position()) < 0) {
                throw new EOFException(file + ": ended while its header was read");
            }
        }
    }

    private void parse(Path file, byte[] json) throws IOException {
        try (var parser = Json.MAPPER.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new ModelFileException(file, "header is not a JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                add(file, name, Json.VALUE.readTree(parser));
            }
            if (parser.nextToken() != null) {
                throw new ModelFileException(file, "header goes on after its JSON object");
            }
        }
    }

    private void add(Path file, String name, JsonNode value) throws ModelFileException {
        if (name.equals("__metadata__")) {
            value.properties()
                    .forEach(text -> metadata.put(text.getKey(), text.getValue().asText()));
            return;
        }
        try {
            entries.put(name, TensorEntry.parse(name, value));
        } catch (IllegalArgumentException e) {
            throw new ModelFileException(file, "tensor " + name + ": " + e.getMessage(), e);
        }
    }

    private static void checkCoverage(Path file, Collection<TensorEntry> entries, long dataSize)
            throws ModelFileException {
        var inOrder = entries.stream()
                .sorted(Comparator.comparingLong(TensorEntry::begin).thenComparingLong(TensorEntry::end))
                .toList();
        long position = 0;
        String previous = "the header";
        for (var entry : inOrder) {
            if (entry.begin() != position) {
                throw new ModelFileException(
                        file,
                        "tensor " + entry.name() + " begins at " + entry.begin()
                                + (entry.begin() < position ? " and overlaps " : " and leaves a gap after ") + previous
                                + ", which ends at " + position);
            }
            if (entry.end() > dataSize) {
                throw new ModelFileException(
                        file,
                        "tensor " + entry.name() + " ends at " + entry.end() + ", but only " + dataSize
                                + " bytes of data follow the header (truncated?)");
            }
            position = entry.end();
            previous = "tensor " + entry.name();
        }
        if (position != dataSize) {
            throw new ModelFileException(file, (dataSize - position) + " bytes follow the last tensor");
        }
    }
}
