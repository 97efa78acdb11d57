package mathesis.corpus.decontaminate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Texts to keep out of a corpus.
///
/// @param texts in the order of files, lines and fields
public record Benchmarks(List<BenchmarkText> texts) {
    /// Fields that hold questions and worked solutions. Bare answers and options are left out: `10 - 4n` or `none of
    /// these` stands in many pages that never saw the benchmark.
    public static final List<String> FIELDS = List.of("question", "prompt", "problem", "solution");

    /// Python's `json` writes `NaN`, and some sets have it.
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    public Benchmarks {
        texts = List.copyOf(texts);
    }

    /// Reads JSONL files, `.gz` too: of each row every one of these fields that it has, a string, a number or an
    /// array of them.
    ///
    /// @throws IOException where a line is no JSON object with one of the fields; names file and line
    public static Benchmarks read(List<Path> files, List<String> fields) throws IOException {
        var texts = new ArrayList<BenchmarkText>();
        for (var file : files) {
            try (var lines = new JsonLines(file)) {
                for (var line = lines.next(); line.isPresent(); line = lines.next()) {
                    addRow(lines, line.get(), fields, texts);
                }
            }
        }
        return new Benchmarks(texts);
    }

    private static void addRow(JsonLines lines, byte[] line, List<String> fields, List<BenchmarkText> texts)
            throws IOException {
        var row = parse(lines, line);
        var id = row.hasNonNull("id") ? row.get("id").asText() : "line " + lines.number();
        boolean found = false;
        for (var field : fields) {
            if (row.hasNonNull(field)) {
                found = true;
                for (var text : texts(lines, field, row.get(field))) {
                    texts.add(new BenchmarkText(lines.name(), id, text));
                }
            }
        }
        if (!found) {
            throw lines.failure("has none of the fields " + String.join(", ", fields));
        }
    }

    private static JsonNode parse(JsonLines lines, byte[] line) throws IOException {
        try {
            var row = JSON.readTree(line);
            if (!row.isObject()) {
                throw lines.failure("is no JSON object");
            }
            return row;
        } catch (JsonProcessingException e) {
            throw lines.failure("is no JSON: " + e.getOriginalMessage());
        }
    }

    private static List<String> texts(JsonLines lines, String field, JsonNode value) throws IOException {
        var texts = new ArrayList<String>();
        if (value.isValueNode()) {
            texts.add(value.asText());
            return texts;
        }
        if (!value.isArray()) {
            throw lines.failure("\"" + field + "\" is neither a string nor an array of strings");
        }
        for (var element : value) {
            if (!element.isValueNode()) {
                throw lines.failure("\"" + field + "\" holds something else than strings and numbers");
            }
            texts.add(element.asText());
        }
        return texts;
    }
}
