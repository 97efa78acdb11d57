package mathesis.reward.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// What `reward_model.json` in a model's folder says: how the model is to be asked, and how it was trained.
///
/// @param supervision what it judges
/// @param splitter    where steps end
/// @param template    of its prompts, with the question at [SolutionEncoder#QUESTION]
/// @param threshold   probability below which a step counts as wrong, chosen on the training data
/// @param training    how it was trained, for readers; text and numbers by name
public record RewardModelCard(
        Supervision supervision,
        StepSplitter splitter,
        String template,
        double threshold,
        Map<String, Object> training) {
    /// The file's name.
    public static final String FILE = "reward_model.json";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectWriter WRITER = JSON.writerWithDefaultPrettyPrinter();

    public RewardModelCard {
        training = Map.copyOf(training);
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException("threshold is " + threshold + "; must lie in [0, 1]");
        }
    }

    /// Reads the card of a folder.
    ///
    /// @throws IOException naming the file and what is wrong with it
    public static RewardModelCard read(Path folder) throws IOException {
        var file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new IOException(folder + " holds no " + FILE
                    + "; a reward model is a folder that ./mathesis reward-model train wrote");
        }
        try {
            var json = JSON.readTree(file.toFile());
            return new RewardModelCard(
                    supervision(json.path("kind").asText()),
                    new StepSplitter(json.path("delimiter").asText()),
                    json.path("template").asText(),
                    json.path("threshold").asDouble(0.5),
                    training(json.path("training")));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private static Supervision supervision(String name) {
        return Arrays.stream(Supervision.values())
                .filter(kind -> kind.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "kind is \"" + name + "\"; must be one of " + Arrays.toString(Supervision.values())));
    }

    private static Map<String, Object> training(JsonNode json) {
        var training = new LinkedHashMap<String, Object>();
        json.properties()
                .forEach(line -> training.put(
                        line.getKey(),
                        line.getValue().isNumber()
                                ? line.getValue().numberValue()
                                : line.getValue().asText()));
        return training;
    }

    /// The file's bytes.
    public byte[] toBytes() {
        var json = JSON.createObjectNode();
        json.put("kind", supervision.toString());
        json.put("delimiter", splitter.delimiter());
        json.put("template", template);
        json.put("threshold", threshold);
        json.set("training", JSON.valueToTree(new java.util.TreeMap<>(training)));
        try {
            return WRITER.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("text and numbers are JSON", e);
        }
    }
}
