package mathesis.engine;

import java.util.OptionalInt;

/// Shape of a decoder-only transformer of the LLaMA family, as a Hugging Face `config.json` describes it.
///
/// @param architecture      which member of the family; decides on biases and query/key norms
/// @param vocabularySize    V, rows of the embedding; may exceed the tokenizer's vocabulary (padding)
/// @param hiddenSize        C, width of the residual stream
/// @param intermediateSize  F, width of the SwiGLU feed-forward layer
/// @param layers            L
/// @param heads             H, query heads
/// @param keyValueHeads     number of key/value heads; divides `heads` (equal: MHA, fewer: GQA)
/// @param headSize          D, width of one head; `heads * headSize` need not equal `hiddenSize`
/// @param contextLength     longest sequence that the model was made for, in tokens
/// @param rmsNormEps        epsilon of every RMSNorm
/// @param ropeTheta         base of the rotary position frequencies
/// @param ropeScaling       how the frequencies are stretched
/// @param tiedEmbeddings    true when the output projection is the embedding matrix
/// @param padToken          id whose embedding takes no gradient from the input side, as PyTorch's `padding_idx`
public record ModelConfig(
        Architecture architecture,
        int vocabularySize,
        int hiddenSize,
        int intermediateSize,
        int layers,
        int heads,
        int keyValueHeads,
        int headSize,
        int contextLength,
        double rmsNormEps,
        double ropeTheta,
        RopeScaling ropeScaling,
        boolean tiedEmbeddings,
        OptionalInt padToken) {

    /// The supported members of the LLaMA family.
    public enum Architecture {
        /// No biases, no query/key norm.
        LLAMA(false, false),
        /// Biases on the query, key and value projections.
        QWEN2(true, false),
        /// RMSNorm over each query and key head before the rotation.
        QWEN3(false, true);

        private final boolean queryKeyValueBias;
        private final boolean queryKeyNorm;

        Architecture(boolean queryKeyValueBias, boolean queryKeyNorm) {
            this.queryKeyValueBias = queryKeyValueBias;
            this.queryKeyNorm = queryKeyNorm;
        }

        /// Whether q, k and v projections add a bias.
        public boolean queryKeyValueBias() {
            return queryKeyValueBias;
        }

        /// Whether each query and key head passes an RMSNorm before the rotation.
        public boolean queryKeyNorm() {
            return queryKeyNorm;
        }
    }

    /// How rotary frequencies are stretched beyond the context of pre-training.
    public sealed interface RopeScaling {
        /// Frequencies as they are.
        record None() implements RopeScaling {}

        /// Every frequency divided by `factor` (position interpolation).
        record Linear(double factor) implements RopeScaling {}

        /// LLaMA 3.1: low frequencies divided by `factor`, high ones kept, a smooth ramp between.
        record Llama3(double factor, double lowFrequencyFactor, double highFrequencyFactor, int originalContextLength)
                implements RopeScaling {}
    }

    public ModelConfig {
        require(vocabularySize > 0, "vocab_size", vocabularySize, "must be positive");
        require(hiddenSize > 0, "hidden_size", hiddenSize, "must be positive");
        require(intermediateSize > 0, "intermediate_size", intermediateSize, "must be positive");
        require(layers > 0, "num_hidden_layers", layers, "must be positive");
        require(heads > 0, "num_attention_heads", heads, "must be positive");
        require(
                keyValueHeads > 0 && heads % keyValueHeads == 0,
                "num_key_value_heads",
                keyValueHeads,
                "must divide num_attention_heads = " + heads);
        require(headSize > 0 && headSize % 2 == 0, "head_dim", headSize, "must be positive and even");
        long queryWidth = (long) heads * headSize;
        require(queryWidth <= Integer.MAX_VALUE, "head_dim", headSize, "is too large for " + heads + " heads");
        require(contextLength > 0, "max_position_embeddings", contextLength, "must be positive");
        require(rmsNormEps > 0, "rms_norm_eps", rmsNormEps, "must be positive");
        require(ropeTheta > 0, "rope_theta", ropeTheta, "must be positive");
    }

    /// A shape without padding token.
    public ModelConfig(
            Architecture architecture,
            int vocabularySize,
            int hiddenSize,
            int intermediateSize,
            int layers,
            int heads,
            int keyValueHeads,
            int headSize,
            int contextLength,
            double rmsNormEps,
            double ropeTheta,
            RopeScaling ropeScaling,
            boolean tiedEmbeddings) {
        this(
                architecture,
                vocabularySize,
                hiddenSize,
                intermediateSize,
                layers,
                heads,
                keyValueHeads,
                headSize,
                contextLength,
                rmsNormEps,
                ropeTheta,
                ropeScaling,
                tiedEmbeddings,
                OptionalInt.empty());
    }

    /// The same shape with the embedding as its output projection: a model that ends in a scalar head needs no output
    /// matrix of its own.
    public ModelConfig tied() {
        return new ModelConfig(
                architecture,
                vocabularySize,
                hiddenSize,
                intermediateSize,
                layers,
                heads,
                keyValueHeads,
                headSize,
                contextLength,
                rmsNormEps,
                ropeTheta,
                ropeScaling,
                true,
                padToken);
    }

    /// Width of all query heads together.
    public int queryWidth() {
        return heads * headSize;
    }

    /// Width of all key (or value) heads together.
    public int keyValueWidth() {
        return keyValueHeads * headSize;
    }

    private static void require(boolean holds, String setting, Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(setting + " is " + value + "; " + rule);
        }
    }
}
