package mathesis.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Finds the Hugging Face reference fixtures: the folder that the system property `mathesis.fixtures.hf` names, else
/// one beside the project, else the small set among the project's test resources. All have the same layout, which
/// `engine/src/test/resources/hf/README.md` describes.
///
/// ```java
/// @ParameterizedTest(name = "{0}")
/// @MethodSource("mathesis.engine.Fixtures#models")
/// void logits_are_those_of_transformers(String name) throws IOException {
///     try (var model = PretrainedModel.load(Fixtures.model(name))) {
///         var expected = Fixtures.json(Fixtures.goldens(name).resolve("results.json"));
/// ```
public final class Fixtures {
    private static final List<String> NAMES =
            List.of("llama-mha", "llama3-gqa-tied", "deepseek-coder-linear", "qwen2", "qwen3");

    private Fixtures() {}

    /// The folder that holds `models`, `goldens` and `tokenizers`.
    public static Path root() {
        String named = System.getProperty("mathesis.fixtures.hf", "");
        if (!named.isBlank()) {
            return Path.of(named);
        }
        var beside = home().resolve("../shared/data/hf-dev").normalize();
        return Files.isDirectory(beside) ? beside : small();
    }

    /// The set among the test resources: always there, always the same.
    public static Path small() {
        return home().resolve("engine/src/test/resources/hf");
    }

    /// Names of the models whose float32 weights and goldens are there, for `@MethodSource`.
    public static Stream<String> models() {
        return NAMES.stream().filter(name -> Files.exists(model(name).resolve("model.safetensors")));
    }

    /// Names of the models of which at least the configuration is there.
    public static Stream<String> configs() {
        return NAMES.stream().filter(name -> Files.exists(model(name).resolve("config.json")));
    }

    /// Names of the tokenizers, for `@MethodSource`.
    public static Stream<String> tokenizers() {
        try (var folders = Files.list(root().resolve("tokenizers"))) {
            return folders.map(folder -> folder.getFileName().toString()).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A Hugging Face folder; `NAME-bf16` and `NAME-sharded` are not in the small set.
    public static Path model(String name) {
        return root().resolve("models").resolve(name);
    }

    /// What transformers computes with a model; `rl` holds TRL's figures.
    public static Path goldens(String name) {
        return root().resolve("goldens").resolve(name);
    }

    /// A tokenizer's folder with its `cases.json`.
    public static Path tokenizer(String kind) {
        return root().resolve("tokenizers").resolve(kind);
    }

    /// A JSON file as a tree.
    public static JsonNode json(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path home() {
        String home = System.getProperty("mathesis.home", "");
        return home.isBlank() ? Path.of("").toAbsolutePath() : Path.of(home);
    }
}
