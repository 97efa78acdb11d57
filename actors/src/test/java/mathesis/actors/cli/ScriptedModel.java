package mathesis.actors.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import mathesis.engine.GenerationConfig;
import mathesis.engine.ModelConfig;
import mathesis.engine.ModelConfig.Architecture;
import mathesis.engine.ModelConfig.RopeScaling;
import mathesis.engine.PretrainedModel;
import mathesis.engine.Weights;

/// A model in Hugging Face format that says what a test wants: its vocabulary has whole passages as tokens, and each
/// token is all but surely followed by one other.
final class ScriptedModel {
    private static final String END = "<｜end▁of▁sentence｜>";
    private static final int FIRST_NEW_TOKEN = 384;
    private static final GenerationConfig GENERATION = new GenerationConfig(
            OptionalInt.of(378),
            Set.of(379),
            OptionalInt.empty(),
            OptionalDouble.empty(),
            OptionalInt.empty(),
            OptionalDouble.empty());

    private ScriptedModel() {}

    /// Writes the model.
    ///
    /// @param script passages that follow one another, the first after any line feed; after the last the text ends
    static Path write(Path folder, String... script) throws IOException {
        int vocabulary = FIRST_NEW_TOKEN + script.length;
        int channels = (vocabulary + 7) / 8 * 8;
        try (var weights = Weights.zeros(shape(vocabulary, channels))) {
            weights.tensors().stream()
                    .filter(tensor -> tensor.name().endsWith("norm.weight"))
                    .forEach(tensor -> {
                        for (long i = 0; i < tensor.elements(); i++) {
                            tensor.set(i, 1);
                        }
                    });
            for (int token = 0; token < vocabulary; token++) {
                weights.tensor("model.embed_tokens.weight").set((long) token * channels + token, 1);
            }
            var model = PretrainedModel.fresh(weights, GENERATION, tokenizer(folder.resolve("tokenizer"), script));
            var chain = new ArrayList<>(List.of(script));
            chain.addFirst("\n");
            chain.addLast(END);
            for (int i = 1; i < chain.size(); i++) {
                follow(model, chain.get(i - 1), chain.get(i));
            }
            var target = folder.resolve("model");
            model.save(target);
            return target;
        }
    }

    private static void follow(PretrainedModel model, String token, String next) {
        int channels = model.config().hiddenSize();
        model.weights().outputProjection().set((long) id(model, next) * channels + id(model, token), 1);
    }

    private static int id(PretrainedModel model, String token) {
        int[] ids = model.tokenizer().encode(token, false);
        if (ids.length != 1) {
            throw new IllegalArgumentException("'" + token + "' is " + ids.length + " tokens");
        }
        return ids[0];
    }

    private static Path tokenizer(Path folder, String... passages) throws IOException {
        Files.createDirectories(folder);
        var json = new ObjectMapper();
        var tokenizer = json.readTree(TinyModel.FOLDER.resolve("tokenizer.json").toFile());
        for (int i = 0; i < passages.length; i++) {
            ((ArrayNode) tokenizer.path("added_tokens"))
                    .addObject()
                    .put("id", FIRST_NEW_TOKEN + i)
                    .put("content", passages[i])
                    .put("single_word", false)
                    .put("lstrip", false)
                    .put("rstrip", false)
                    .put("normalized", false)
                    .put("special", false);
        }
        json.writeValue(folder.resolve("tokenizer.json").toFile(), tokenizer);
        var config = "tokenizer_config.json";
        Files.copy(TinyModel.FOLDER.resolve(config), folder.resolve(config));
        return folder;
    }

    private static ModelConfig shape(int vocabulary, int channels) {
        return new ModelConfig(
                Architecture.LLAMA,
                vocabulary,
                channels,
                16,
                1,
                2,
                2,
                8,
                256,
                1e-6,
                1e4,
                new RopeScaling.None(),
                false);
    }
}
