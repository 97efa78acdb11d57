package mathesis.engine.checkpoint;

import mathesis.engine.ModelConfig.Architecture;

/// The supported models under the names of transformers, with the defaults of their configuration classes.
enum ModelFamily {
    LLAMA(Architecture.LLAMA, "llama", "LlamaForCausalLM", 32_000, 11_008, 2048),
    QWEN2(Architecture.QWEN2, "qwen2", "Qwen2ForCausalLM", 151_936, 22_016, 32_768),
    QWEN3(Architecture.QWEN3, "qwen3", "Qwen3ForCausalLM", 151_936, 22_016, 32_768);

    private final Architecture architecture;
    private final String modelType;
    private final String className;
    private final int vocabularySize;
    private final int intermediateSize;
    private final int contextLength;

    ModelFamily(
            Architecture architecture,
            String modelType,
            String className,
            int vocabularySize,
            int intermediateSize,
            int contextLength) {
        this.architecture = architecture;
        this.modelType = modelType;
        this.className = className;
        this.vocabularySize = vocabularySize;
        this.intermediateSize = intermediateSize;
        this.contextLength = contextLength;
    }

    static ModelFamily of(Architecture architecture) {
        return switch (architecture) {
            case LLAMA -> LLAMA;
            case QWEN2 -> QWEN2;
            case QWEN3 -> QWEN3;
        };
    }

    Architecture architecture() {
        return architecture;
    }

    /// The value of `model_type`.
    String modelType() {
        return modelType;
    }

    /// The value in `architectures`.
    String className() {
        return className;
    }

    int vocabularySize() {
        return vocabularySize;
    }

    int intermediateSize() {
        return intermediateSize;
    }

    int contextLength() {
        return contextLength;
    }

    @Override
    public String toString() {
        return className;
    }
}
