package mathesis.engine.checkpoint;

import mathesis.engine.ModelConfig.Architecture;

/// The supported models under the names of transformers, with the defaults of their configuration classes.
enum ModelFamily {
    LLAMA(Architecture.LLAMA, "llama", "LlamaForCausalLM", 32_000, 11_008, 2048),
    QWEN2(Architecture.QWEN2, "qwen2", "Qwen2ForCausalLM", 151_936, 22_016, 32_768),
    QWEN3(Architecture.QWEN3, "qwen3", "Qwen3ForCausalLM", 151_936, 22_016, 32_768);

    private static final String CAUSAL = "ForCausalLM";

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

    /// The value in `architectures` of a model that ends in a scalar head. transformers gives this class a bias and a
    /// value for each position, which is what [mathesis.engine.Transformer#values] computes.
    String scalarClassName() {
        return className.replace(CAUSAL, "ForTokenClassification");
    }

    /// Whether a class of transformers is one of this family that ends in a scalar head; the sequence classifier is
    /// such a one whose value at the last token alone is looked at.
    boolean isScalarClass(String name) {
        return name.equals(scalarClassName()) || name.equals(className.replace(CAUSAL, "ForSequenceClassification"));
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
