package mathesis.rollout.problems;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One line of a question file. Numbers keep the digits that the file writes: `12.50` stays `12.50`.
record ProblemLine(Optional<String> id, String question, String answer) {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS) // Python writes NaN into fields that we skip
            .build();
    private static final Set<String> FIELDS = Set.of("id", "question", "answer");

    static ProblemLine parse(String line) throws DefectException {
        if (line.isBlank()) {
            throw new DefectException("empty line");
        }
        try (var parser = JSON.createParser(line)) {
            var fields = fields(parser);
            return new ProblemLine(
                    Optional.ofNullable(fields.get("id")), text(fields, "question"), text(fields, "answer"));
        } catch (JsonProcessingException e) {
            throw new DefectException(
                    "not JSON: " + e.getOriginalMessage().lines().findFirst().orElse(""));
        } catch (IOException e) {
            throw new DefectException("not JSON: " + e.getMessage());
        }
    }

    private static Map<String, String> fields(JsonParser parser) throws IOException, DefectException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new DefectException("not a JSON object");
        }
        var fields = new HashMap<String, String>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var name = parser.currentName();
            var value = parser.nextToken();
            if (FIELDS.contains(name)) {
                fields.put(name, scalar(parser, name, value));
            } else {
                parser.skipChildren();
            }
        }
        if (parser.nextToken() != null) {
            throw new DefectException("text after the JSON object");
        }
        return fields;
    }

    private static String scalar(JsonParser parser, String name, JsonToken value) throws IOException, DefectException {
        boolean number = value != null && value.isNumeric() && !parser.isNaN();
        if (value != JsonToken.VALUE_STRING && !number) {
            throw new DefectException("\"" + name + "\" is neither text nor a number");
        }
        var text = parser.getText();
        if (text.isBlank()) {
            throw new DefectException("\"" + name + "\" is empty");
        }
        return text;
    }

    private static String text(Map<String, String> fields, String name) throws DefectException {
        var text = fields.get(name);
        if (text == null) {
            throw new DefectException("no \"" + name + "\"");
        }
        return text;
    }
}
