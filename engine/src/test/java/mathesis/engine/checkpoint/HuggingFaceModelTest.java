package mathesis.engine.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import mathesis.engine.Fixtures;
import mathesis.engine.GenerationConfig;
import mathesis.engine.PretrainedModel;
import mathesis.engine.tensor.Tensor;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HuggingFaceModelTest {
    private static final String NORM = "model.norm.weight";

    private static final String FIRST_SHARD = "model-00001-of-00021.safetensors";

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

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"llama-mha", "qwen2"})
    void shards_written_by_transformers_hold_the_same_model(String name) throws IOException {
        assumeThere(name + "-sharded");
        try (var whole = PretrainedModel.load(Fixtures.model(name));
                var sharded = PretrainedModel.load(Fixtures.model(name + "-sharded"))) {
            assertEquals(whole.config(), sharded.config());
            assertEquals(whole.weights().sha256(), sharded.weights().sha256());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mathesis.engine.Fixtures#models")
    void bfloat16_of_transformers_is_ours(String name) throws IOException {
        assumeThere(name + "-bf16");
        try (var exact = PretrainedModel.load(Fixtures.model(name));
                var theirs = PretrainedModel.load(Fixtures.model(name + "-bf16"))) {
            HuggingFaceModel.save(exact, folder.resolve("ours"), DType.BF16);
            try (var ours = PretrainedModel.load(folder.resolve("ours"))) {
                assertEquals(theirs.config(), ours.config());
                assertEquals(theirs.weights().sha256(), ours.weights().sha256());
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

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{'eos_token_id':3}          | 3",
                "{'eos_token_id':[3,4]}      | 3 4",
                "{'eos_token_id':[]}         |",
                "{'bos_token_id':1}          | 2 5",
                "{'eos_token_id':null}       | 2 5",
                "                            | 2 5",
            })
    void stop_tokens_fall_back_to_the_configuration(String json, String stops) throws IOException {
        saved();
        Files.delete(folder.resolve("m/generation_config.json"));
        if (json != null) {
            Files.writeString(folder.resolve("m/generation_config.json"), json.replace('\'', '"'));
        }
        try (var model = load()) {
            var found = model.generation().stopTokens().stream().sorted().map(String::valueOf);
            assertEquals(stops == null ? "" : stops, found.collect(Collectors.joining(" ")));
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{'eos_token_id':7}       | eos_token_id is 7; must be the id of a token, below vocab_size = 7",
                "{'eos_token_id':['a']}   | eos_token_id is [\"a\"]; must be the id of a token",
                "{'bos_token_id':99}      | bos_token_id is 99; must be the id of a token",
                "{'temperature':-1}       | temperature is -1; must not be negative",
                "{'top_p':2}              | top_p is 2; must lie in (0, 1]",
                "{'top_k':-1}             | top_k is -1; must not be negative",
                "[1]                      | is not a JSON object",
                "{                        | not valid JSON (line 1, column 2)",
            })
    void broken_generation_settings_are_refused(String json, String complaint) throws IOException {
        saved();
        Files.writeString(folder.resolve("m/generation_config.json"), json.replace('\'', '"'));
        assertRefused("generation_config.json: " + complaint);
    }

    @Test
    void a_padding_id_beyond_the_vocabulary_counts_as_none() throws IOException {
        saved();
        edit("config.json", config -> config.put("pad_token_id", 32_000));
        try (var model = load()) {
            assertEquals(OptionalInt.empty(), model.generation().padToken());
        }
    }

    @Test
    void a_missing_tensor_is_named() throws IOException {
        rewrite(tensors -> tensors.removeIf(tensor -> tensor.name().equals(NORM)));
        assertRefused("model.safetensors: 1 tensors are missing, the first is " + NORM);
    }

    @Test
    void a_tensor_of_another_shape_is_named() throws IOException {
        saved();
        edit("config.json", config -> config.put("intermediate_size", 11));
        assertRefused("model.layers.0.mlp.gate_proj.weight has shape [10, 12] instead of [11, 12]");
    }

    @Test
    void a_tensor_that_no_model_has_is_refused() throws IOException {
        rewrite(tensors -> tensors.add(renamed(tensors, "model.layers.0.self_attn.q_proj.lora_A")));
        assertRefused(
                "tensor model.layers.0.self_attn.q_proj.lora_A is no part of a model as config.json describes it");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"model.layers.1.self_attn.rotary_emb.inv_freq", "model.rotary_emb.inv_freq"})
    void frequencies_that_old_versions_stored_are_ignored(String name) throws IOException {
        rewrite(tensors -> tensors.add(renamed(tensors, name)));
        load().close();
    }

    @Test
    void the_stored_head_of_a_tied_model_is_ignored() throws IOException {
        saved();
        edit("config.json", config -> config.put("tie_word_embeddings", true));
        try (var model = load()) {
            assertTrue(model.config().tiedEmbeddings());
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void weights_that_are_not_finite_are_refused(float value) throws IOException {
        try (var model = TinyModels.llama(1)) {
            model.weights().tensor(NORM).set(5, value);
            model.save(folder.resolve("m"));
        }
        assertRefused("tensor " + NORM + " holds " + value + " at element 5; weights must be finite");
    }

    @Test
    void more_layers_than_the_file_can_hold_are_refused_at_once() throws IOException {
        saved();
        edit("config.json", config -> config.put("num_hidden_layers", Integer.MAX_VALUE));
        assertRefused("holds 21 tensors, too few for num_hidden_layers = 2147483647 of config.json");
    }

    @Test
    void a_vocabulary_that_no_memory_could_hold_is_refused_before_it_is_allocated() throws IOException {
        saved();
        edit("config.json", config -> config.put("vocab_size", Integer.MAX_VALUE));
        assertRefused("model.embed_tokens.weight has shape [7, 12] instead of [2147483647, 12]");
    }

    @ParameterizedTest(name = "''{0}''")
    @ValueSource(
            strings = {"../x.safetensors", "/etc/x.safetensors", "a/../x.safetensors", "x.bin", "", "..safetensors"})
    void an_index_may_not_point_out_of_its_folder(String shard) throws IOException {
        sharded();
        edit(WeightFiles.INDEX, index -> index.withObject("/weight_map").put(NORM, shard));
        assertRefused(
                "tensor " + NORM + " is said to be in \"" + shard + "\"; must name a .safetensors file of this folder");
    }

    @Test
    void a_missing_shard_is_named() throws IOException {
        sharded();
        Files.delete(folder.resolve("m/model-00002-of-00021.safetensors"));
        assertRefused("model.safetensors.index.json: shard model-00002-of-00021.safetensors is missing");
    }

    @Test
    void a_shard_without_the_tensor_that_the_index_promises_is_named() throws IOException {
        sharded();
        edit(WeightFiles.INDEX, index -> index.withObject("/weight_map").put(NORM, FIRST_SHARD));
        assertRefused(FIRST_SHARD + ": holds no tensor " + NORM);
    }

    @Test
    void a_tensor_in_two_shards_is_refused() throws IOException {
        sharded();
        Files.copy(folder.resolve("m/" + FIRST_SHARD), folder.resolve("m/copy.safetensors"));
        edit(WeightFiles.INDEX, index -> index.withObject("/weight_map").put("one more", "copy.safetensors"));
        assertRefused("copy.safetensors: tensor model.embed_tokens.weight is in " + folder.resolve("m/" + FIRST_SHARD));
    }

    @Test
    void a_truncated_file_is_refused() throws IOException {
        saved();
        var file = folder.resolve("m/model.safetensors");
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - 1);
        }
        assertRefused("(truncated?)");
    }

    @Test
    void a_tokenizer_with_more_ids_than_the_model_is_refused() throws IOException {
        saved();
        Files.copy(Fixtures.small().resolve("models/qwen3/tokenizer.json"), folder.resolve("m/tokenizer.json"));
        assertRefused("tokenizer.json: tokenizer mismatch: ids go up to ");
    }

    @Test
    void what_is_missing_from_a_folder_is_named() throws IOException {
        assertRefused("m: holds no config.json");
        saved();
        Files.delete(folder.resolve("m/model.safetensors"));
        assertRefused("m: holds neither model.safetensors nor model.safetensors.index.json");
    }

    private void saved() throws IOException {
        rewrite(_ -> {});
    }

    /// Saves a model whose file of weights holds other tensors than its configuration asks for.
    private void rewrite(Consumer<List<Tensor>> change) throws IOException {
        try (var model = TinyModels.llama(1)) {
            model.save(folder.resolve("m"));
            var tensors = new ArrayList<>(model.weights().tensors());
            change.accept(tensors);
            Files.delete(folder.resolve("m/model.safetensors"));
            Safetensors.write(folder.resolve("m/model.safetensors"), tensors, DType.F32);
        }
    }

    private void sharded() throws IOException {
        try (var model = TinyModels.llama(1)) {
            HuggingFaceModel.save(model, folder.resolve("m"), DType.F32, 1);
        }
    }

    private void edit(String file, Consumer<ObjectNode> change) throws IOException {
        var path = folder.resolve("m").resolve(file);
        var json = (ObjectNode) new ObjectMapper().readTree(path.toFile());
        change.accept(json);
        new ObjectMapper().writeValue(path.toFile(), json);
    }

    private static Tensor renamed(List<Tensor> tensors, String name) {
        return new Tensor(name, tensors.getFirst().data(), tensors.getFirst().shape());
    }

    private PretrainedModel load() throws IOException {
        return PretrainedModel.load(folder.resolve("m"));
    }

    private void assertRefused(String complaint) {
        var refusal = assertThrows(ModelFileException.class, () -> load().close());
        assertTrue(refusal.getMessage().startsWith(folder.toString()), refusal.getMessage());
        assertTrue(refusal.getMessage().contains(complaint), refusal.getMessage());
    }

    private static void assumeThere(String model) {
        Assumptions.assumeTrue(Files.exists(Fixtures.model(model)), model + " is not among the small fixtures");
    }
}
