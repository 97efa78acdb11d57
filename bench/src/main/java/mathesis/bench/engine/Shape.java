package mathesis.bench.engine;

import mathesis.engine.ModelConfig;
import mathesis.engine.ModelConfig.Architecture;
import mathesis.engine.ModelConfig.RopeScaling;

/// Models that are measured: tied embeddings, as many key as query heads, a context of 256, random weights.
enum Shape {
    /// The shape of llama2.c's stories15M.
    M15("15M", config(288, 6, 6, 768, 32000), 8, 256),
    M3("3M", config(192, 6, 6, 512, 512), 16, 128),
    /// The quickstart's model, with a vocabulary of 128.
    M1("1M", config(128, 5, 4, 352, 128), 16, 128);

    private final String label;
    private final ModelConfig config;
    private final int lessonSequences;
    private final int lessonLength;

    Shape(String label, ModelConfig config, int lessonSequences, int lessonLength) {
        this.label = label;
        this.config = config;
        this.lessonSequences = lessonSequences;
        this.lessonLength = lessonLength;
    }

    private static ModelConfig config(int hidden, int layers, int heads, int intermediate, int vocabulary) {
        return new ModelConfig(
                Architecture.LLAMA,
                vocabulary,
                hidden,
                intermediate,
                layers,
                heads,
                heads,
                hidden / heads,
                256,
                1e-5,
                10000,
                new RopeScaling.None(),
                true);
    }

    String label() {
        return label;
    }

    ModelConfig config() {
        return config;
    }

    /// Sequences of one training step.
    int lessonSequences() {
        return lessonSequences;
    }

    /// Tokens of each of them.
    int lessonLength() {
        return lessonLength;
    }
}
