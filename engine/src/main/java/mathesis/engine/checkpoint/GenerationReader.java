package mathesis.engine.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.OptionalInt;
import java.util.Set;
import mathesis.engine.GenerationConfig;

/// Reads `generation_config.json`; a token that it does not name is looked up in `config.json`.
final class GenerationReader {
    private final Settings generation;
    private final Settings config;
    private final int vocabularySize;

    private GenerationReader(Settings generation, Settings config, int vocabularySize) {
        this.generation = generation;
        this.config = config;
        this.vocabularySize = vocabularySize;
    }

    static GenerationConfig read(Path folder, int vocabularySize) throws IOException {
        var file = folder.resolve("generation_config.json");
        var generation = Files.exists(file) ? Settings.read(file) : new Settings(file, Json.MAPPER.createObjectNode());
        return new GenerationReader(generation, Settings.read(folder.resolve("config.json")), vocabularySize).read();
    }

    private GenerationConfig read() throws ModelFileException {
        var temperature = generation.number("temperature");
        generation.refuse(temperature.orElse(1) < 0, "temperature", "must not be negative");
        var topK = generation.integer("top_k");
        generation.refuse(topK.orElse(0) < 0, "top_k", "must not be negative");
        var topP = generation.number("top_p");
        generation.refuse(topP.orElse(1) <= 0 || topP.orElse(1) > 1, "top_p", "must lie in (0, 1]");
        return new GenerationConfig(begin(), stops(), pad(), temperature, topK, topP);
    }

    private OptionalInt begin() throws ModelFileException {
        var source = naming("bos_token_id");
        var begin = source.integer("bos_token_id");
        source.refuse(begin.orElse(-1) >= vocabularySize, "bos_token_id", inVocabulary());
        return begin.orElse(-1) < 0 ? OptionalInt.empty() : begin;
    }

    /// Never fed to the model, and often out of range in published files, where it then counts as absent.
    private OptionalInt pad() throws ModelFileException {
        var pad = naming("pad_token_id").integer("pad_token_id");
        return pad.orElse(-1) < 0 || pad.orElse(-1) >= vocabularySize ? OptionalInt.empty() : pad;
    }

    private Set<Integer> stops() throws ModelFileException {
        var source = naming("eos_token_id");
        var stops = new LinkedHashSet<Integer>();
        if (source.has("eos_token_id")) {
            var value = source.json().get("eos_token_id");
            for (JsonNode id :
                    value.isArray() ? value : Json.MAPPER.createArrayNode().add(value)) {
                boolean whole = id.isIntegralNumber() && id.canConvertToInt();
                source.refuse(!whole || id.intValue() >= vocabularySize, "eos_token_id", inVocabulary());
                if (id.intValue() >= 0) {
                    stops.add(id.intValue());
                }
            }
        }
        return stops;
    }

    private Settings naming(String key) {
        return generation.has(key) ? generation : config;
    }

    private String inVocabulary() {
        return "must be the id of a token, below vocab_size = " + vocabularySize;
    }
}
