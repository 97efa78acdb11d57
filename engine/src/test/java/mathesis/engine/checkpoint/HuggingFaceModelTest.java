package mathesis.engine.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import mathesis.engine.Fixtures;
import mathesis.engine.GenerationConfig;
import mathesis.engine.PretrainedModel;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HuggingFaceModelTest {
    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}")
    @MethodSource("mathesis.engine.Fixtures#models")
    void every_tensor_of_the_file_arrives_in_its_place(String name) throws IOException {
        try (var model = PretrainedModel.load(Fixtures.model(name));
                var file = Safetensors.open(Fixtures.model(name).resolve("model.safetensors"))) {
            assertEquals(file.names().size(), model.weights().tensors().size());
            for (var tensor : model.weights().tensors()) {
                assertArrayEquals(file.floats(tensor.name()), tensor.toArray(), tensor.name());
            }
        }
    }

    @Test
    void generation_settings_and_tokenizer_are_read() throws IOException {
        try (var model = PretrainedModel.load(Fixtures.model("llama-mha"))) {
            assertEquals(
                    new GenerationConfig(
                            OptionalInt.of(378),
                            Set.of(379),
                            OptionalInt.of(380),
                            OptionalDouble.of(0.7),
                            OptionalInt.empty(),
                            OptionalDouble.of(0.95)),
                    model.generation());
            assertEquals("1 + 1", model.tokenizer().decode(model.tokenizer().encode("1 + 1", false), true));
        }
    }
}
