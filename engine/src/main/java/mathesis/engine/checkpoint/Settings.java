package mathesis.engine.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// A JSON object with typed access; every complaint names file, key, value and what would be right. A key whose value
/// is null counts as missing.
record Settings(Path file, JsonNode json) {
    static Settings read(Path file) throws IOException {
        return new Settings(file, Json.object(file));
    }

    boolean has(String key) {
        return json.hasNonNull(key);
    }

    int integer(String key, int missing) throws ModelFileException {
        return integer(key).orElse(missing);
    }

    OptionalInt integer(String key) throws ModelFileException {
        if (!has(key)) {
            return OptionalInt.empty();
        }
        var value = json.get(key);
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw refusal(key, "must be a whole number of 32 bits");
        }
        return OptionalInt.of(value.intValue());
    }

    double number(String key, double missing) throws ModelFileException {
        return number(key).orElse(missing);
    }

    OptionalDouble number(String key) throws ModelFileException {
        if (!has(key)) {
            return OptionalDouble.empty();
        }
        var value = json.get(key);
        if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
            throw refusal(key, "must be a number");
        }
        return OptionalDouble.of(value.doubleValue());
    }

    double required(String key) throws ModelFileException {
        return number(key).orElseThrow(() -> new ModelFileException(file, key + " is missing"));
    }

    boolean flag(String key, boolean missing) throws ModelFileException {
        if (!has(key)) {
            return missing;
        }
        if (!json.get(key).isBoolean()) {
            throw refusal(key, "must be true or false");
        }
        return json.get(key).booleanValue();
    }

    String text(String key, String missing) throws ModelFileException {
        if (!has(key)) {
            return missing;
        }
        if (!json.get(key).isTextual()) {
            throw refusal(key, "must be a text");
        }
        return json.get(key).textValue();
    }

    /// The object under a key; empty when there is none.
    Settings object(String key) throws ModelFileException {
        if (has(key) && !json.get(key).isObject()) {
            throw refusal(key, "must be an object");
        }
        return new Settings(file, has(key) ? json.get(key) : Json.MAPPER.createObjectNode());
    }

    void refuse(boolean unsupported, String key, String rule) throws ModelFileException {
        if (unsupported) {
            throw refusal(key, rule);
        }
    }

    ModelFileException refusal(String key, String rule) {
        return new ModelFileException(file, key + " is " + json.path(key) + "; " + rule);
    }
}
