package mathesis.corpus.rounds;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mathesis.corpus.files.WholeFile;

/// Records as JSON files that are there whole or not at all.
final class JsonFile {
    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private JsonFile() {}

    /// @param content a record, or a tree
    static void write(Path file, Object content) throws IOException {
        WholeFile.write(
                file, out -> out.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(content)));
    }

    /// @throws IOException naming the file, when it is missing or is no such record
    static <R extends Record> R read(Path file, Class<R> type) throws IOException {
        try {
            return JSON.readValue(Files.readAllBytes(file), type);
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is damaged: " + e.getOriginalMessage(), e);
        }
    }
}
