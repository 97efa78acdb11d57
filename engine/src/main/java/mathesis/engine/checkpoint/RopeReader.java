package mathesis.engine.checkpoint;

import mathesis.engine.ModelConfig.RopeScaling;

/// Rotary settings of a `config.json`: `rope_theta` and `rope_scaling` (transformers 4) or `rope_parameters` with both
/// inside (transformers 5).
final class RopeReader {
    private static final double DEFAULT_THETA = 10_000;

    private RopeReader() {}

    static double theta(Settings config) throws ModelFileException {
        double outer = config.number("rope_theta", DEFAULT_THETA);
        return config.object("rope_parameters").number("rope_theta", outer);
    }

    static RopeScaling scaling(Settings config) throws ModelFileException {
        boolean both = config.has("rope_parameters") && config.has("rope_scaling");
        config.refuse(both, "rope_scaling", "rope_parameters is there too; give one of them");
        config.refuse(config.number("partial_rotary_factor", 1) != 1, "partial_rotary_factor", "only 1 is supported");
        String key = config.has("rope_parameters") ? "rope_parameters" : "rope_scaling";
        return scaling(config, key, config.object(key));
    }

    private static RopeScaling scaling(Settings config, String key, Settings rope) throws ModelFileException {
        rope.refuse(rope.number("partial_rotary_factor", 1) != 1, "partial_rotary_factor", "only 1 is supported");
        boolean byLayer = rope.json().properties().stream()
                .anyMatch(line -> line.getValue().isObject());
        config.refuse(byLayer, key, "rope settings by layer type are not supported");
        boolean typed = rope.has("rope_type") || rope.has("type");
        config.refuse(!typed && rope.has("factor"), key, "a factor needs a rope_type");
        String type = rope.text("rope_type", rope.text("type", "default"));
        return switch (type) {
            case "default" -> new RopeScaling.None();
            case "linear" -> new RopeScaling.Linear(factor(rope));
            case "llama3" -> llama3(rope);
            default -> throw config.refusal(key, "rope types default, linear and llama3 are supported");
        };
    }

    private static RopeScaling llama3(Settings rope) throws ModelFileException {
        double low = rope.required("low_freq_factor");
        double high = rope.required("high_freq_factor");
        rope.refuse(low <= 0, "low_freq_factor", "must be positive");
        rope.refuse(high <= low, "high_freq_factor", "must be greater than low_freq_factor = " + low);
        rope.required("original_max_position_embeddings");
        int original = rope.integer("original_max_position_embeddings", 0);
        rope.refuse(original <= 0, "original_max_position_embeddings", "must be positive");
        return new RopeScaling.Llama3(factor(rope), low, high, original);
    }

    private static double factor(Settings rope) throws ModelFileException {
        double factor = rope.required("factor");
        rope.refuse(factor < 1, "factor", "must be at least 1");
        return factor;
    }
}
