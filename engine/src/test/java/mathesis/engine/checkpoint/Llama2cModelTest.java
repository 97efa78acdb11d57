package mathesis.engine.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import mathesis.engine.Fixtures;
import mathesis.engine.ModelConfig;
import mathesis.engine.ModelConfig.Architecture;
import mathesis.engine.ModelConfig.RopeScaling;
import mathesis.engine.PretrainedModel;
import mathesis.engine.Transformer;
import mathesis.engine.Weights;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class Llama2cModelTest {
    @TempDir
    Path folder;

    @ParameterizedTest(name = "tied {0}, {1} key/value heads")
    @CsvSource({"true, 3", "true, 1", "false, 3", "false, 1"})
    void both_formats_hold_the_same_model(boolean tied, int keyValueHeads) throws IOException {
        try (var weights = weights(tied, keyValueHeads)) {
            assertLoads(weights, Llama2cFile.legacy(weights));
            assertLoads(weights, Llama2cFile.versioned(weights, 1));
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"stories260K.bin", "stories260K-v1.bin"})
    void a_published_model_is_its_conversion_to_safetensors(String name) throws IOException {
        var stories = published("stories260k");
        try (var ours = PretrainedModel.load(stories.resolve(name));
                var theirs = PretrainedModel.load(stories)) {
            assertEquals(theirs.config(), ours.config());
            assertEquals(theirs.weights().sha256(), ours.weights().sha256());
            assertEquals(Set.of(1, 2), ours.generation().stopTokens());
        }
    }

    @Test
    void a_folder_with_one_model_and_its_tokenizer_is_loaded_and_saved_with_both() throws IOException {
        try (var weights = weights(true, 1)) {
            Files.write(folder.resolve("stories.bin"), Llama2cFile.legacy(weights));
            Files.write(folder.resolve("tok7.bin"), Llama2cFile.tokenizer("<unk>", "<s>", "</s>", " ", "a", "b", "ab"));
            try (var model = PretrainedModel.load(folder)) {
                assertArrayEquals(new int[] {3, 6}, model.tokenizer().encode("ab", false));
                model.save(folder.resolve("saved"));
            }
            try (var again = PretrainedModel.load(folder.resolve("saved"))) {
                assertArrayEquals(new int[] {3, 6}, again.tokenizer().encode("ab", false));
            }
        }
    }

    @Test
    void a_vocabulary_in_text_beside_a_model_is_its_tokenizer() throws IOException {
        try (var weights = weights(true, 1)) {
            Files.write(folder.resolve("stories.bin"), Llama2cFile.legacy(weights));
            Files.writeString(folder.resolve("tok7.vocab"), "<unk>\t0\n<s>\t0\n</s>\t0\n▁\t0\na\t0\nb\t0\nab\t0\n");
            try (var model = PretrainedModel.load(folder)) {
                assertArrayEquals(new int[] {3, 6}, model.tokenizer().encode("ab", false));
            }
            Files.writeString(folder.resolve("tok7.vocab"), "x\t0\n".repeat(8));
            var mismatch = assertThrows(
                    ModelFileException.class, () -> PretrainedModel.load(folder).close());
            assertTrue(mismatch.getMessage().endsWith("ids go up to 7, but vocab_size is 7"), mismatch.getMessage());
        }
    }

    @Test
    void a_folder_with_two_models_means_neither() throws IOException {
        try (var weights = weights(true, 1)) {
            Files.write(folder.resolve("stories.bin"), Llama2cFile.legacy(weights));
            Files.write(folder.resolve("other.bin"), Llama2cFile.legacy(weights));
            var refusal = assertThrows(
                    ModelFileException.class, () -> PretrainedModel.load(folder).close());
            assertTrue(refusal.getMessage().endsWith("holds no config.json"), refusal.getMessage());
        }
    }

    /// 200 greedy steps from the beginning token; the text is that of llama2.c's own test.
    @Test
    void a_published_model_tells_the_story_that_llama2c_tells() throws IOException {
        var stories = published("stories260k");
        try (var model = PretrainedModel.load(stories.resolve("stories260K.bin"))) {
            var expected = Files.readString(stories.resolve("expected_greedy_200.txt"));
            assertEquals(
                    expected.strip(),
                    model.tokenizer().decode(greedy(model, 200), true).strip());
        }
    }

    @Test
    void a_published_character_model_tells_its_story() throws IOException {
        var babyllama = published("babyllama105");
        try (var model = PretrainedModel.load(babyllama)) {
            var reference = Fixtures.json(babyllama.resolve("reference.json"));
            var tokens = greedy(model, reference.get("greedy_tokens").size() - 1);
            var expected = reference.get("greedy_text").asText();
            assertEquals(
                    expected.strip(), model.tokenizer().decode(tokens, true).strip());
        }
    }

    private static int[] greedy(PretrainedModel model, int length) {
        try (var transformer = new Transformer(model.weights(), 1);
                var decoder = transformer.decoder(1, length);
                var prompt = decoder.prefill(1)) {
            int slot = decoder.open(prompt);
            var logits = prompt.logits();
            var tokens = new int[length];
            for (int t = 0; t < length; t++) {
                tokens[t] = logits.argmax(0);
                logits = decoder.step(new int[] {slot}, new int[] {tokens[t]}, 1);
            }
            decoder.close(slot);
            return tokens;
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(booleans = {true, false})
    void a_file_of_any_other_length_is_refused(boolean versioned) throws IOException {
        try (var weights = weights(true, 1)) {
            var whole = versioned ? Llama2cFile.versioned(weights, 1) : Llama2cFile.legacy(weights);
            for (int length : new int[] {0, 4, 27, 28, 255, 256, whole.length - 1, whole.length + 1}) {
                assertRefused(
                        Arrays.copyOf(whole, length),
                        length < (versioned && length >= 4 ? 256 : 28) ? "too short" : "bytes long instead of the");
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {0, 2, 3, -1})
    void other_versions_are_refused(int version) throws IOException {
        try (var weights = weights(true, 1)) {
            assertRefused(
                    Llama2cFile.versioned(weights, version),
                    "is of llama2.c version " + version + "; the legacy format and version 1 are read");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "0, 10, 2, 3, 1, 7, 9                          | hidden_size is 0",
                "12, 10, 2, 5, 1, 7, 9                         | the width must be a multiple of the number of heads",
                "12, 10, 2, 0, 1, 7, 9                         | the width must be a multiple of the number of heads",
                "12, 10, 2, 3, 2, 7, 9                         | num_key_value_heads is 2",
                "12, 10, 2, 3, 1, -2147483648, 9               | verflow",
                "2147483646, 2147483647, 2147483647, 1, 1, 7, 9 | verflow",
            })
    void absurd_sizes_are_refused(String sizes, String complaint) throws IOException {
        var bytes = ByteBuffer.allocate(1000).order(ByteOrder.LITTLE_ENDIAN);
        for (var size : sizes.split(",")) {
            bytes.putInt(Integer.parseInt(size.strip()));
        }
        assertRefused(bytes.array(), complaint);
    }

    @Test
    void a_loaded_model_is_saved_for_hugging_face() throws IOException {
        try (var weights = weights(false, 1)) {
            var file = Files.write(folder.resolve("m.bin"), Llama2cFile.legacy(weights));
            try (var model = PretrainedModel.load(file)) {
                model.save(folder.resolve("saved"));
            }
            try (var again = PretrainedModel.load(folder.resolve("saved"))) {
                assertEquals(weights.config(), again.config());
                assertEquals(weights.sha256(), again.weights().sha256());
                assertEquals(Set.of(1, 2), again.generation().stopTokens());
            }
        }
    }

    private static Path published(String name) {
        var folder = Path.of(System.getProperty("mathesis.home", "")).resolve("../shared/data/models/" + name);
        Assumptions.assumeTrue(Files.isDirectory(folder), "published models are not part of the project");
        return folder;
    }

    private static Weights weights(boolean tied, int keyValueHeads) {
        return TinyModels.weights(
                new ModelConfig(
                        Architecture.LLAMA,
                        7,
                        18,
                        10,
                        2,
                        3,
                        keyValueHeads,
                        6,
                        9,
                        1e-5,
                        10_000,
                        new RopeScaling.None(),
                        tied),
                1);
    }

    private void assertLoads(Weights expected, byte[] file) throws IOException {
        try (var model = PretrainedModel.load(Files.write(folder.resolve("m.bin"), file))) {
            assertEquals(expected.config(), model.config());
            assertEquals(expected.sha256(), model.weights().sha256());
        }
    }

    private void assertRefused(byte[] bytes, String complaint) throws IOException {
        var file = Files.write(folder.resolve("m.bin"), bytes);
        var refusal = assertThrows(
                ModelFileException.class, () -> PretrainedModel.load(file).close());
        assertTrue(refusal.getMessage().startsWith(file + ": "), refusal.getMessage());
        assertTrue(refusal.getMessage().contains(complaint), refusal.getMessage());
    }
}
