package mathesis.engine.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import mathesis.engine.ModelConfig;
import mathesis.engine.ModelConfig.Architecture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads `config.json` as transformers 4 and transformers 5 write it. Keys that are missing get the defaults of
/// transformers; settings that would change the arithmetic and are not supported are refused.
final class ConfigReader {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigReader.class);

    private final Settings settings;
    private final boolean scalar;

    private ConfigReader(Settings settings, boolean scalar) {
        this.settings = settings;
        this.scalar = scalar;
    }

    /// The shape of a language model.
    static ModelConfig read(Path file) throws IOException {
        return new ConfigReader(Settings.read(file), false).config();
    }

    /// The shape of a model that ends in a scalar head.
    static ModelConfig readScalar(Path file) throws IOException {
        return new ConfigReader(Settings.read(file), true).config();
    }

    /// Whether a file describes a model that ends in a scalar head.
    static boolean isScalar(Path file) throws IOException {
        String name = Settings.read(file).json().path("architectures").path(0).asText("");
        return Arrays.stream(ModelFamily.values()).anyMatch(family -> family.isScalarClass(name));
    }

    private ModelConfig config() throws ModelFileException {
        var family = family();
        refuseUnsupported(family);
        int hidden = settings.integer("hidden_size", 4096);
        int layers = settings.integer("num_hidden_layers", 32);
        int heads = settings.integer("num_attention_heads", 32);
        refuseSlidingWindow(layers);
        try {
            return new ModelConfig(
                    family.architecture(),
                    settings.integer("vocab_size", family.vocabularySize()),
                    hidden,
                    settings.integer("intermediate_size", family.intermediateSize()),
                    layers,
                    heads,
                    keyValueHeads(family, heads),
                    headSize(family, hidden, heads),
                    settings.integer("max_position_embeddings", family.contextLength()),
                    settings.number("rms_norm_eps", 1e-6),
                    RopeReader.theta(settings),
                    RopeReader.scaling(settings),
                    settings.flag("tie_word_embeddings", false),
                    settings.integer("pad_token_id"));
        } catch (IllegalArgumentException e) {
            throw new ModelFileException(settings.file(), e.getMessage(), e);
        }
    }

    private ModelFamily family() throws ModelFileException {
        String type = settings.text("model_type", "");
        var named = settings.json().path("architectures");
        String name = named.path(0).asText("");
        for (var family : ModelFamily.values()) {
            boolean typeFits = type.isEmpty() || type.equals(family.modelType());
            boolean known = scalar ? family.isScalarClass(name) : name.equals(family.className());
            boolean nameFits = name.isEmpty() || named.size() == 1 && known;
            if (typeFits && nameFits && !(type.isEmpty() && name.isEmpty())) {
                return family;
            }
        }
        throw new ModelFileException(
                settings.file(),
                "model_type is " + settings.json().path("model_type") + " and architectures is " + named
                        + "; supported are " + Arrays.toString(ModelFamily.values()));
    }

    private void refuseUnsupported(ModelFamily family) throws ModelFileException {
        String activation = settings.text("hidden_act", "silu");
        settings.refuse(!activation.equals("silu"), "hidden_act", "only silu is supported");
        boolean biased = family.architecture() != Architecture.QWEN2 && settings.flag("attention_bias", false);
        settings.refuse(biased, "attention_bias", "only false is supported for " + family);
        settings.refuse(settings.flag("mlp_bias", false), "mlp_bias", "only false is supported");
        settings.refuse(settings.flag("use_mrope", false), "use_mrope", "only false is supported");
        settings.refuse(settings.has("quantization_config"), "quantization_config", "only plain floats are supported");
        boolean ownCode = settings.object("auto_map").has("AutoModelForCausalLM");
        settings.refuse(ownCode, "auto_map", "models that bring their own code are not supported");
        if (settings.number("attention_dropout", 0) != 0) {
            LOG.warn(
                    "{}: attention_dropout is {}; training here drops nothing out",
                    settings.file(),
                    settings.number("attention_dropout", 0));
        }
    }

    /// Hugging Face slides from layer `max_window_layers` on, if `use_sliding_window` and a window are set.
    private void refuseSlidingWindow(int layers) throws ModelFileException {
        for (var type : settings.json().path("layer_types")) {
            boolean full = type.asText("").equals("full_attention");
            settings.refuse(!full, "layer_types", "only full_attention is supported");
        }
        boolean inUse = !settings.has("layer_types")
                && settings.flag("use_sliding_window", false)
                && settings.integer("sliding_window", 4096) > 0
                && settings.integer("max_window_layers", 28) < layers;
        settings.refuse(inUse, "use_sliding_window", "a sliding window is not supported");
    }

    private int keyValueHeads(ModelFamily family, int heads) throws ModelFileException {
        boolean writtenAsNull = settings.json().has("num_key_value_heads");
        boolean llama = family == ModelFamily.LLAMA;
        return settings.integer("num_key_value_heads", llama || writtenAsNull ? heads : 32);
    }

    private int headSize(ModelFamily family, int hidden, int heads) throws ModelFileException {
        if (settings.has("head_dim")) {
            return settings.integer("head_dim", 0);
        }
        if (family == ModelFamily.QWEN3 && !settings.json().has("head_dim")) {
            return 128;
        }
        settings.refuse(heads <= 0, "num_attention_heads", "must be positive");
        settings.refuse(
                hidden % heads != 0,
                "hidden_size",
                "without head_dim it must be a multiple of num_attention_heads = " + heads);
        return hidden / heads;
    }
}
