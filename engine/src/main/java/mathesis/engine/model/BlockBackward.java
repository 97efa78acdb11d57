package mathesis.engine.model;

import java.lang.foreign.MemorySegment;
import mathesis.engine.ModelConfig;
import mathesis.engine.Weights;
import mathesis.engine.kernels.Attention;
import mathesis.engine.kernels.Elementwise;
import mathesis.engine.kernels.RmsNorm;
import mathesis.engine.kernels.Rope;
import mathesis.engine.kernels.Scratch;
import mathesis.engine.kernels.SwiGlu;
import mathesis.engine.kernels.Workers;
import mathesis.engine.tensor.Tensor;

/// The backward pass of one [Block] over a batch: from the gradient of its output to that of its input, adding to the
/// gradients of its weights.
///
/// Rows and attention units are split over the workers where outputs are per row; weights' gradients are split by rows
/// of the weight, so that each is one sum over all tokens in order, whatever the number of workers.
final class BlockBackward {
    /// Rows of a weight's gradient that a worker takes at a time.
    private static final int WEIGHT_ROWS = 8;

    private final Block block;
    private final ModelConfig config;
    private final BlockActivations a;
    private final BlockGradients d;
    private final Weights gradient;
    private final int rows;
    private final Workers workers;

    BlockBackward(
            Block block,
            BlockActivations activations,
            BlockGradients gradients,
            Weights gradient,
            int rows,
            Workers workers) {
        this.block = block;
        this.config = block.config();
        this.a = activations;
        this.d = gradients;
        this.gradient = gradient;
        this.rows = rows;
        this.workers = workers;
    }

    void run(MemorySegment cosSin, int[] positions_T, int[] starts) {
        int units = Attention.units(starts, config.keyValueHeads());
        Network.byRowBlocks(workers, rows, this::feedForward);
        workers.forEach(units, 1, (from, to) -> attention(starts, from, to));
        packInputs();
        feedForwardWeights();
        Network.byRowBlocks(workers, rows, (from, to) -> heads(cosSin, positions_T, from, to));
        headWeights();
    }

    /// Rows of the feed-forward half, down to the gradient of the attended values.
    private void feedForward(int from, int to) {
        int channels = config.hiddenSize();
        block.down().inputGradient(d.gated_TF(), d.output_TC(), false, from, to);
        SwiGlu.backward(
                d.gate_TF(), d.up_TF(), d.gated_TF(), a.gate_TF(), a.up_TF(), config.intermediateSize(), from, to);
        block.gate().inputGradient(d.normalized_TC(), d.gate_TF(), false, from, to);
        block.up().inputGradient(d.normalized_TC(), d.up_TF(), true, from, to);
        Elementwise.copy(d.middle_TC(), d.output_TC(), (long) from * channels, (long) to * channels);
        RmsNorm.backwardInput(
                d.middle_TC(),
                d.normalized_TC(),
                a.middle_TC(),
                block.feedForwardNorm().data(),
                a.middleInverseRms_T(),
                channels,
                from,
                to);
        block.output().inputGradient(d.attended_TQ(), d.middle_TC(), false, from, to);
    }

    private void attention(int[] starts, int fromUnit, int toUnit) {
        Attention.backward(
                d.query_TQ(),
                d.key_TK(),
                d.value_TK(),
                d.attended_TQ(),
                a.attended_TQ(),
                a.logSumExp_TH(),
                a.query_TQ(),
                a.key_TK(),
                a.value_TK(),
                starts,
                config.heads(),
                config.keyValueHeads(),
                config.headSize(),
                fromUnit,
                toUnit,
                Scratch.ofThread());
    }

    private void packInputs() {
        workers.forEach(4, 1, (from, to) -> {
            for (int input = from; input < to; input++) {
                switch (input) {
                    case 0 ->
                        Linear.packInput(d.packedAttentionInput(), a.attentionInput_TC(), rows, config.hiddenSize());
                    case 1 -> Linear.packInput(d.packedAttended(), a.attended_TQ(), rows, config.queryWidth());
                    case 2 ->
                        Linear.packInput(
                                d.packedFeedForwardInput(), a.feedForwardInput_TC(), rows, config.hiddenSize());
                    default -> Linear.packInput(d.packedGated(), a.gated_TF(), rows, config.intermediateSize());
                }
            }
        });
    }

    private void feedForwardWeights() {
        weightGradient(block.down(), d.output_TC(), d.packedGated());
        weightGradient(block.gate(), d.gate_TF(), d.packedFeedForwardInput());
        weightGradient(block.up(), d.up_TF(), d.packedFeedForwardInput());
        weightGradient(block.output(), d.middle_TC(), d.packedAttended());
        gainGradient(
                block.feedForwardNorm(),
                d.normalized_TC(),
                a.middle_TC(),
                a.middleInverseRms_T(),
                config.hiddenSize(),
                rows);
    }

    /// Rows of the attention half: from rotated heads to the block's input.
    private void heads(MemorySegment cosSin, int[] positions_T, int from, int to) {
        Rope.rotate(d.query_TQ(), cosSin, positions_T, config.heads(), config.headSize(), true, from, to);
        Rope.rotate(d.key_TK(), cosSin, positions_T, config.keyValueHeads(), config.headSize(), true, from, to);
        if (!block.headNorms().isEmpty()) {
            headNorm(
                    d.queryRaw_TQ(),
                    d.query_TQ(),
                    a.queryRaw_TQ(),
                    a.queryInverseRms_TH(),
                    0,
                    config.heads(),
                    from,
                    to);
            headNorm(
                    d.keyRaw_TK(),
                    d.key_TK(),
                    a.keyRaw_TK(),
                    a.keyInverseRms_TH(),
                    1,
                    config.keyValueHeads(),
                    from,
                    to);
        }
        block.query().inputGradient(d.normalized_TC(), d.queryRaw_TQ(), false, from, to);
        block.key().inputGradient(d.normalized_TC(), d.keyRaw_TK(), true, from, to);
        block.value().inputGradient(d.normalized_TC(), d.value_TK(), true, from, to);
        RmsNorm.backwardInput(
                d.middle_TC(),
                d.normalized_TC(),
                a.input_TC(),
                block.attentionNorm().data(),
                a.inputInverseRms_T(),
                config.hiddenSize(),
                from,
                to);
    }

    private void headNorm(
            MemorySegment dx,
            MemorySegment dy,
            MemorySegment x,
            MemorySegment inverseRms,
            int norm,
            int heads,
            int from,
            int to) {
        long width = (long) heads * config.headSize();
        Elementwise.fill(dx, 0, from * width, to * width);
        RmsNorm.backwardInput(
                dx, dy, x, block.headNorms().get(norm).data(), inverseRms, config.headSize(), from * heads, to * heads);
    }

    private void headWeights() {
        weightGradient(block.query(), d.queryRaw_TQ(), d.packedAttentionInput());
        weightGradient(block.key(), d.keyRaw_TK(), d.packedAttentionInput());
        weightGradient(block.value(), d.value_TK(), d.packedAttentionInput());
        gainGradient(
                block.attentionNorm(),
                d.normalized_TC(),
                a.input_TC(),
                a.inputInverseRms_T(),
                config.hiddenSize(),
                rows);
        if (!block.biases().isEmpty()) {
            biasGradient(block.biases().get(0), d.queryRaw_TQ());
            biasGradient(block.biases().get(1), d.keyRaw_TK());
            biasGradient(block.biases().get(2), d.value_TK());
        }
        if (!block.headNorms().isEmpty()) {
            int head = config.headSize();
            var norms = block.headNorms();
            gainGradient(
                    norms.get(0), d.query_TQ(), a.queryRaw_TQ(), a.queryInverseRms_TH(), head, rows * config.heads());
            gainGradient(
                    norms.get(1), d.key_TK(), a.keyRaw_TK(), a.keyInverseRms_TH(), head, rows * config.keyValueHeads());
        }
    }

    private void weightGradient(Linear linear, MemorySegment dy, MemorySegment packedInput) {
        var target = gradient.tensor(linear.weight().name());
        workers.forEach(
                linear.outputs(),
                WEIGHT_ROWS,
                (from, to) -> linear.weightGradient(target, dy, packedInput, rows, from, to));
    }

    private void gainGradient(
            Tensor norm, MemorySegment dy, MemorySegment x, MemorySegment inverseRms, int channels, int count) {
        var target = gradient.tensor(norm.name()).data();
        workers.forEach(
                channels, 16, (from, to) -> RmsNorm.backwardGain(target, dy, x, inverseRms, channels, count, from, to));
    }

    private void biasGradient(Tensor bias, MemorySegment dy) {
        int width = bias.shape()[0];
        var target = gradient.tensor(bias.name()).data();
        workers.forEach(width, 16, (from, to) -> Elementwise.biasGradient(target, dy, width, rows, from, to));
    }
}
