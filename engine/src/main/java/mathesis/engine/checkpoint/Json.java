package mathesis.engine.checkpoint;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// JSON with bounds on depth and length; a key may not occur twice in one object.
final class Json {
    /// Largest file read as one tree.
    static final long LARGEST_FILE = 64 << 20;

    private static final int DEEPEST = 32;
    private static final int LONGEST_STRING = 1 << 20;
    private static final int LONGEST_NAME = 4096;
    private static final int LONGEST_NUMBER = 64;

    static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(LONGEST_STRING)
                            .maxNameLength(LONGEST_NAME)
                            .maxNumberLength(LONGEST_NUMBER)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    /// Reads one value out of a longer text.
    static final ObjectReader VALUE = MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Json() {}

    /// The object that a file holds.
    static ObjectNode object(Path file) throws IOException {
        long size = Files.size(file);
        if (size > LARGEST_FILE) {
            throw new ModelFileException(file, "is " + size + " bytes long; at most " + LARGEST_FILE + " are read");
        }
        try {
            if (MAPPER.readTree(Files.readAllBytes(file)) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw new ModelFileException(file, problem(e), e);
        }
        throw new ModelFileException(file, "is not a JSON object");
    }

    /// What a parser complains about, with the place.
    static String problem(JacksonException e) {
        var place = e.getLocation();
        return "not valid JSON"
                + (place == null ? "" : " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")") + ": "
                + e.getOriginalMessage();
    }
}
