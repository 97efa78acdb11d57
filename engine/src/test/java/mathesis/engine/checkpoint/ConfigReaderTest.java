package mathesis.engine.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import mathesis.engine.Fixtures;
import mathesis.engine.ModelConfig;
import mathesis.engine.ModelConfig.Architecture;
import mathesis.engine.ModelConfig.RopeScaling;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ConfigReaderTest {
    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}")
    @MethodSource("mathesis.engine.Fixtures#configs")
    void both_styles_of_transformers_describe_the_same_model(String name) throws IOException {
        var model = Fixtures.model(name);
        assertEquals(
                ConfigReader.read(model.resolve("config.json")), ConfigReader.read(model.resolve("config.v5.json")));
    }

    @Test
    void every_field_is_read() throws IOException {
        assertEquals(
                new ModelConfig(
                        Architecture.LLAMA,
                        384,
                        48,
                        80,
                        2,
                        6,
                        2,
                        8,
                        512,
                        1e-5,
                        500_000,
                        new RopeScaling.Llama3(8, 1, 4, 32),
                        true,
                        OptionalInt.of(383)),
                ConfigReader.read(Fixtures.model("llama3-gqa-tied").resolve("config.json")));
        assertEquals(
                new ModelConfig(
                        Architecture.QWEN3,
                        400,
                        40,
                        72,
                        2,
                        4,
                        2,
                        16,
                        512,
                        1e-6,
                        1e6,
                        new RopeScaling.None(),
                        true,
                        OptionalInt.of(377)),
                ConfigReader.read(Fixtures.model("qwen3").resolve("config.json")));
        assertEquals(
                new RopeScaling.Linear(4),
                ConfigReader.read(Fixtures.model("deepseek-coder-linear").resolve("config.json"))
                        .ropeScaling());
    }

    @Test
    void missing_keys_get_the_defaults_of_transformers() throws IOException {
        assertEquals(
                new ModelConfig(
                        Architecture.LLAMA,
                        32_000,
                        4096,
                        11_008,
                        32,
                        32,
                        32,
                        128,
                        2048,
                        1e-6,
                        10_000,
                        new RopeScaling.None(),
                        false),
                read("{'model_type':'llama'}"));
        assertEquals(
                new ModelConfig(
                        Architecture.QWEN2,
                        151_936,
                        4096,
                        22_016,
                        32,
                        64,
                        32,
                        64,
                        32_768,
                        1e-6,
                        10_000,
                        new RopeScaling.None(),
                        false),
                read("{'architectures':['Qwen2ForCausalLM'],'num_attention_heads':64}"));
        assertEquals(
                128, read("{'model_type':'qwen3','num_attention_heads':64}").headSize());
        assertEquals(8, read("{'model_type':'llama','num_attention_heads':8}").keyValueHeads());
        assertEquals(
                8,
                read("{'model_type':'qwen2','num_attention_heads':8,'num_key_value_heads':null}")
                        .keyValueHeads());
    }

    @Test
    void a_window_that_no_layer_uses_is_no_obstacle() throws IOException {
        assertEquals(
                24,
                read("{'model_type':'qwen2','num_hidden_layers':24,'use_sliding_window':true,"
                                + "'sliding_window':4096,'max_window_layers':24}")
                        .layers());
        assertEquals(32, read("{'model_type':'llama','sliding_window':4096}").layers());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "'model_type':'mistral'                                   | model_type is \"mistral\" and architectures is ; supported are [LlamaForCausalLM, Qwen2ForCausalLM, Qwen3ForCausalLM]",
                "'model_type':'llama','architectures':['LlamaForSequenceClassification'] | architectures is [\"LlamaForSequenceClassification\"]",
                "'model_type':'llama','architectures':['Qwen2ForCausalLM'] | model_type is \"llama\" and architectures is [\"Qwen2ForCausalLM\"]",
                "'rms_norm_eps':1e-6                                      | model_type is",
                "'model_type':'llama','hidden_act':'gelu'                 | hidden_act is \"gelu\"; only silu is supported",
                "'model_type':'llama','attention_bias':true               | attention_bias is true; only false is supported for LlamaForCausalLM",
                "'model_type':'qwen3','attention_bias':true               | attention_bias is true; only false is supported for Qwen3ForCausalLM",
                "'model_type':'llama','mlp_bias':true                     | mlp_bias is true",
                "'model_type':'llama','quantization_config':{'bits':4}    | quantization_config is {\"bits\":4}; only plain floats",
                "'model_type':'llama','auto_map':{'AutoModelForCausalLM':'m.M'} | auto_map is",
                "'model_type':'qwen2','use_sliding_window':true,'sliding_window':128,'max_window_layers':31 | use_sliding_window is true; a sliding window is not supported",
                "'model_type':'qwen2','layer_types':['full_attention','sliding_attention'] | layer_types is [\"full_attention\",\"sliding_attention\"]; only full_attention",
                "'model_type':'llama','rope_scaling':{'rope_type':'yarn','factor':4} | rope_scaling is {\"rope_type\":\"yarn\",\"factor\":4}; rope types default, linear and llama3 are supported",
                "'model_type':'llama','rope_scaling':{'type':'dynamic','factor':4} | rope_scaling is {\"type\":\"dynamic\"",
                "'model_type':'llama','rope_parameters':{'rope_type':'longrope','rope_theta':1} | rope_parameters is {\"rope_type\":\"longrope\"",
                "'model_type':'llama','rope_parameters':{'full_attention':{'rope_theta':1}} | rope settings by layer type",
                "'model_type':'llama','rope_parameters':{'rope_theta':1},'rope_scaling':{'type':'linear','factor':2} | rope_parameters is there too",
                "'model_type':'llama','rope_scaling':{'factor':2}         | a factor needs a rope_type",
                "'model_type':'llama','rope_scaling':{'type':'linear'}    | factor is missing",
                "'model_type':'llama','rope_scaling':{'type':'linear','factor':0.5} | factor is 0.5; must be at least 1",
                "'model_type':'llama','rope_scaling':{'type':'llama3','factor':8,'low_freq_factor':4,'high_freq_factor':4,'original_max_position_embeddings':32} | high_freq_factor is 4; must be greater than low_freq_factor = 4",
                "'model_type':'llama','rope_scaling':{'type':'llama3','factor':8,'low_freq_factor':1,'high_freq_factor':4} | original_max_position_embeddings is missing",
                "'model_type':'llama','partial_rotary_factor':0.5         | partial_rotary_factor is 0.5",
                "'model_type':'llama','vocab_size':'many'                 | vocab_size is \"many\"; must be a whole number of 32 bits",
                "'model_type':'llama','vocab_size':3000000000             | vocab_size is 3000000000; must be a whole number",
                "'model_type':'llama','vocab_size':0                      | vocab_size is 0; must be positive",
                "'model_type':'llama','num_attention_heads':0             | num_attention_heads is 0; must be positive",
                "'model_type':'llama','num_attention_heads':3             | hidden_size is ; without head_dim it must be a multiple",
                "'model_type':'llama','num_key_value_heads':5             | num_key_value_heads is 5; must divide",
                "'model_type':'llama','num_attention_heads':65536,'head_dim':65536 | head_dim is 65536; is too large for 65536 heads",
                "'model_type':'llama','tie_word_embeddings':1             | tie_word_embeddings is 1; must be true or false",
                "'model_type':'llama','rope_theta':'x'                    | rope_theta is \"x\"; must be a number",
                "'model_type':'llama','model_type':'llama'                | Duplicate",
            })
    void what_is_not_supported_is_refused_by_key_and_value(String settings, String complaint) {
        var refusal = assertThrows(ModelFileException.class, () -> read("{" + settings + "}"));
        assertTrue(refusal.getMessage().contains(complaint.strip()), refusal.getMessage());
        assertTrue(refusal.getMessage().startsWith(folder.resolve("config.json") + ": "), refusal.getMessage());
    }

    private ModelConfig read(String json) throws IOException {
        return ConfigReader.read(Files.writeString(folder.resolve("config.json"), json.replace('\'', '"')));
    }
}
