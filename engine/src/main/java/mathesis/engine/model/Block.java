package mathesis.engine.model;

import java.lang.foreign.MemorySegment;
import java.util.List;
import mathesis.engine.ModelConfig;
import mathesis.engine.WeightFormat;
import mathesis.engine.Weights;
import mathesis.engine.kernels.Elementwise;
import mathesis.engine.kernels.RmsNorm;
import mathesis.engine.kernels.Rope;
import mathesis.engine.kernels.SwiGlu;
import mathesis.engine.tensor.OffHeap;
import mathesis.engine.tensor.Tensor;

/// One transformer block: `m = x + attention(norm(x))`, `y = m + feedForward(norm(m))`.
///
/// The two methods are the halves before and after attention. They work on rows alone, each row independently of the
/// others, so that training (rows of whole sequences) and decoding (one row of each of many sequences) are the same
/// arithmetic and give the same bits.
final class Block {
    private final ModelConfig config;
    private final float eps;
    private final Tensor attentionNorm;
    private final Tensor feedForwardNorm;
    private final Linear query;
    private final Linear key;
    private final Linear value;
    private final Linear output;
    private final Linear gate;
    private final Linear up;
    private final Linear down;
    private final List<Tensor> biases;
    private final List<Tensor> headNorms;

    Block(Weights weights, int layer, WeightFormat format, OffHeap memory) {
        this.config = weights.config();
        this.eps = (float) config.rmsNormEps();
        String prefix = "model.layers." + layer + ".";
        String attention = prefix + "self_attn.";
        this.attentionNorm = weights.tensor(prefix + "input_layernorm.weight");
        this.feedForwardNorm = weights.tensor(prefix + "post_attention_layernorm.weight");
        this.query = new Linear(weights.tensor(attention + "q_proj.weight"), format, memory);
        this.key = new Linear(weights.tensor(attention + "k_proj.weight"), format, memory);
        this.value = new Linear(weights.tensor(attention + "v_proj.weight"), format, memory);
        this.output = new Linear(weights.tensor(attention + "o_proj.weight"), format, memory);
        this.gate = new Linear(weights.tensor(prefix + "mlp.gate_proj.weight"), format, memory);
        this.up = new Linear(weights.tensor(prefix + "mlp.up_proj.weight"), format, memory);
        this.down = new Linear(weights.tensor(prefix + "mlp.down_proj.weight"), format, memory);
        this.biases = config.architecture().queryKeyValueBias()
                ? List.of(
                        weights.tensor(attention + "q_proj.bias"),
                        weights.tensor(attention + "k_proj.bias"),
                        weights.tensor(attention + "v_proj.bias"))
                : List.of();
        this.headNorms = config.architecture().queryKeyNorm()
                ? List.of(weights.tensor(attention + "q_norm.weight"), weights.tensor(attention + "k_norm.weight"))
                : List.of();
    }

    /// Queries, keys and values of rows `[from, to)`, rotated to their positions.
    void projectHeads(BlockActivations a, MemorySegment cosSin, int[] positions_T, int from, int to) {
        RmsNorm.forward(
                a.attentionInput_TC(),
                a.inputInverseRms_T(),
                a.input_TC(),
                attentionNorm.data(),
                config.hiddenSize(),
                eps,
                from,
                to);
        query.apply(a.queryRaw_TQ(), a.attentionInput_TC(), false, from, to);
        key.apply(a.keyRaw_TK(), a.attentionInput_TC(), false, from, to);
        value.apply(a.value_TK(), a.attentionInput_TC(), false, from, to);
        if (!biases.isEmpty()) {
            Elementwise.addBias(a.queryRaw_TQ(), biases.get(0).data(), config.queryWidth(), from, to);
            Elementwise.addBias(a.keyRaw_TK(), biases.get(1).data(), config.keyValueWidth(), from, to);
            Elementwise.addBias(a.value_TK(), biases.get(2).data(), config.keyValueWidth(), from, to);
        }
        if (!headNorms.isEmpty()) {
            normHeads(a.query_TQ(), a.queryInverseRms_TH(), a.queryRaw_TQ(), 0, config.heads(), from, to);
            normHeads(a.key_TK(), a.keyInverseRms_TH(), a.keyRaw_TK(), 1, config.keyValueHeads(), from, to);
        }
        Rope.rotate(a.query_TQ(), cosSin, positions_T, config.heads(), config.headSize(), false, from, to);
        Rope.rotate(a.key_TK(), cosSin, positions_T, config.keyValueHeads(), config.headSize(), false, from, to);
    }

    private void normHeads(
            MemorySegment y, MemorySegment inverseRms, MemorySegment x, int norm, int heads, int from, int to) {
        RmsNorm.forward(
                y,
                inverseRms,
                x,
                headNorms.get(norm).data(),
                config.headSize(),
                eps,
                Math.multiplyExact(from, heads),
                Math.multiplyExact(to, heads));
    }

    /// Everything after attention for rows `[from, to)`; writes the block's output.
    void finish(BlockActivations a, MemorySegment output_TC, int from, int to) {
        int channels = config.hiddenSize();
        Elementwise.copy(a.middle_TC(), a.input_TC(), (long) from * channels, (long) to * channels);
        output.apply(a.middle_TC(), a.attended_TQ(), true, from, to);
        RmsNorm.forward(
                a.feedForwardInput_TC(),
                a.middleInverseRms_T(),
                a.middle_TC(),
                feedForwardNorm.data(),
                channels,
                eps,
                from,
                to);
        gate.apply(a.gate_TF(), a.feedForwardInput_TC(), false, from, to);
        up.apply(a.up_TF(), a.feedForwardInput_TC(), false, from, to);
        SwiGlu.forward(a.gated_TF(), a.gate_TF(), a.up_TF(), config.intermediateSize(), from, to);
        Elementwise.copy(output_TC, a.middle_TC(), (long) from * channels, (long) to * channels);
        down.apply(output_TC, a.gated_TF(), true, from, to);
    }

    /// All matrices, for packing.
    List<Linear> matrices() {
        return List.of(query, key, value, output, gate, up, down);
    }

    ModelConfig config() {
        return config;
    }

    Linear query() {
        return query;
    }

    Linear key() {
        return key;
    }

    Linear value() {
        return value;
    }

    Linear output() {
        return output;
    }

    Linear gate() {
        return gate;
    }

    Linear up() {
        return up;
    }

    Linear down() {
        return down;
    }

    Tensor attentionNorm() {
        return attentionNorm;
    }

    Tensor feedForwardNorm() {
        return feedForwardNorm;
    }

    List<Tensor> biases() {
        return biases;
    }

    List<Tensor> headNorms() {
        return headNorms;
    }
}
