package mathesis.engine.checkpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import mathesis.engine.GenerationConfig;
import mathesis.engine.ModelConfig;
import mathesis.engine.ModelConfig.RopeScaling;

/// Writes `config.json` in the style of transformers 4, which transformers 5 reads as well, and
/// `generation_config.json`.
final class ConfigWriter {
    private static final String LABEL = "reward";

    private ConfigWriter() {}

    static ObjectNode config(ModelConfig config, boolean scalarHead, GenerationConfig generation, DType dtype) {
        var family = ModelFamily.of(config.architecture());
        var json = Json.MAPPER.createObjectNode();
        json.putArray("architectures").add(scalarHead ? family.scalarClassName() : family.className());
        if (scalarHead) {
            json.putObject("id2label").put("0", LABEL);
            json.putObject("label2id").put(LABEL, 0);
        }
        json.put("model_type", family.modelType());
        json.put("vocab_size", config.vocabularySize());
        json.put("hidden_size", config.hiddenSize());
        json.put("intermediate_size", config.intermediateSize());
        json.put("num_hidden_layers", config.layers());
        json.put("num_attention_heads", config.heads());
        json.put("num_key_value_heads", config.keyValueHeads());
        json.put("head_dim", config.headSize());
        json.put("max_position_embeddings", config.contextLength());
        json.put("hidden_act", "silu");
        json.put("rms_norm_eps", config.rmsNormEps());
        json.put("rope_theta", config.ropeTheta());
        json.set("rope_scaling", ropeScaling(config.ropeScaling()));
        json.put("tie_word_embeddings", config.tiedEmbeddings());
        json.put("torch_dtype", dtype == DType.BF16 ? "bfloat16" : "float32");
        json.put("use_cache", true);
        switch (family) {
            case LLAMA -> json.put("attention_bias", false).put("mlp_bias", false);
            case QWEN2 -> json.put("use_sliding_window", false);
            case QWEN3 -> json.put("attention_bias", false).put("use_sliding_window", false);
        }
        putTokens(json, generation);
        return json;
    }

    static ObjectNode generation(GenerationConfig generation) {
        var json = Json.MAPPER.createObjectNode();
        putTokens(json, generation);
        boolean samples = generation.temperature().orElse(0) > 0
                || generation.topK().isPresent()
                || generation.topP().isPresent();
        json.put("do_sample", samples);
        generation.temperature().ifPresent(temperature -> json.put("temperature", temperature));
        generation.topK().ifPresent(topK -> json.put("top_k", topK));
        generation.topP().ifPresent(topP -> json.put("top_p", topP));
        return json;
    }

    private static void putTokens(ObjectNode json, GenerationConfig generation) {
        generation.beginToken().ifPresent(id -> json.put("bos_token_id", id));
        generation.padToken().ifPresent(id -> json.put("pad_token_id", id));
        var stops = generation.stopTokens().stream().sorted().toList();
        if (stops.size() == 1) {
            json.put("eos_token_id", stops.getFirst());
        } else if (!stops.isEmpty()) {
            var ids = json.putArray("eos_token_id");
            stops.forEach(ids::add);
        }
    }

    private static ObjectNode ropeScaling(RopeScaling scaling) {
        var json = Json.MAPPER.createObjectNode();
        return switch (scaling) {
            case RopeScaling.None() -> null;
            case RopeScaling.Linear(double factor) ->
                json.put("rope_type", "linear").put("factor", factor);
            case RopeScaling.Llama3(double factor, double low, double high, int original) ->
                json.put("rope_type", "llama3")
                        .put("factor", factor)
                        .put("low_freq_factor", low)
                        .put("high_freq_factor", high)
                        .put("original_max_position_embeddings", original);
        };
    }
}
