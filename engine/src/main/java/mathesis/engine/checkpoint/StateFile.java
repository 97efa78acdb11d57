package mathesis.engine.checkpoint;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/// `state.json` of a training checkpoint.
record StateFile(long step, long updates, Map<String, Object> state) {
    static final String NAME = "state.json";

    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    static StateFile read(Path folder) throws IOException {
        var file = folder.resolve(NAME);
        var json = Json.object(file);
        var state = Json.MAPPER
                .readerFor(MAP)
                .with(DeserializationFeature.USE_LONG_FOR_INTS)
                .<Map<String, Object>>readValue(json.path("state"));
        return new StateFile(count(file, json, "step"), count(file, json, "optimizer_updates"), state);
    }

    byte[] toBytes() throws IOException {
        var json = Json.MAPPER.createObjectNode();
        json.put("step", step).put("optimizer_updates", updates).set("state", Json.MAPPER.valueToTree(state));
        return Json.MAPPER.writeValueAsBytes(json);
    }

    private static long count(Path file, JsonNode json, String key) throws ModelFileException {
        if (!json.path(key).isIntegralNumber() || !json.path(key).canConvertToLong()) {
            throw new ModelFileException(file, key + " is " + json.path(key) + "; must be a whole number");
        }
        return json.path(key).longValue();
    }
}
