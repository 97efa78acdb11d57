package mathesis.engine.model;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
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
/// Four parallel loops: rows of the feed-forward half, units of attention (with the packing that the last loop needs),
/// rows of the attention half, and the weights. Weights' gradients are split by rows of the weight, so that each is one
/// sum over all tokens in order, whatever the number of workers.
final class BlockBackward {
    /// Rows of a weight's gradient that a worker takes at a time.
    private static final int WEIGHT_ROWS = 16;

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
        Network.byRowBlocks(workers, rows, this::feedForward);
        attentionAndPacking(starts);
        Network.byRowBlocks(workers, rows, (from, to) -> heads(cosSin, positions_T, from, to));
        weights();
    }

    /// Rows of the feed-forward half, down to the gradient of the attended values.
    private void feedForward(int from, int to) {
        int channels = config.hiddenSize();
        block.down().inputGradient(d.gated_TF(), d.output_TC(), false, from, to);
        SwiGlu.backward(
                d.gate_TF(), d.up_TF(), d.gated_TF(), a.gate_TF(), a.up_TF(), config.intermediateSize(), from, to);
        block.gate().inputGradient(d.feedForwardInput_TC(), d.gate_TF(), false, from, to);
        block.up().inputGradient(d.feedForwardInput_TC(), d.up_TF(), true, from, to);
        Elementwise.copy(d.middle_TC(), d.output_TC(), (long) from * channels, (long) to * channels);
        RmsNorm.backwardInput(
                d.middle_TC(),
                d.feedForwardInput_TC(),
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

    /// Attention by units; the forward activations are packed meanwhile, one matrix a task.
    private void attentionAndPacking(int[] starts) {
        int units = Attention.units(starts, config.keyValueHeads());
        List<Runnable> packings = List.of(
                () -> Linear.packInput(d.packedGated(), a.gated_TF(), rows, config.intermediateSize()),
                () -> Linear.packInput(d.packedAttentionInput(), a.attentionInput_TC(), rows, config.hiddenSize()),
                () -> Linear.packInput(d.packedFeedForwardInput(), a.feedForwardInput_TC(), rows, config.hiddenSize()),
                () -> Linear.packInput(d.packedAttended(), a.attended_TQ(), rows, config.queryWidth()));
        workers.forEach(packings.size() + units, 1, (from, to) -> {
            for (int task = from; task < Math.min(to, packings.size()); task++) {
                packings.get(task).run();
            }
            int firstUnit = Math.max(0, from - packings.size());
            if (to > packings.size()) {
                attention(starts, firstUnit, to - packings.size());
            }
        });
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
        block.query().inputGradient(d.attentionInput_TC(), d.queryRaw_TQ(), false, from, to);
        block.key().inputGradient(d.attentionInput_TC(), d.keyRaw_TK(), true, from, to);
        block.value().inputGradient(d.attentionInput_TC(), d.value_TK(), true, from, to);
        int channels = config.hiddenSize();
        Elementwise.copy(d.input_TC(), d.middle_TC(), (long) from * channels, (long) to * channels);
        RmsNorm.backwardInput(
                d.input_TC(),
                d.attentionInput_TC(),
                a.input_TC(),
                block.attentionNorm().data(),
                a.inputInverseRms_T(),
                channels,
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

    /// Gradients of all weights as one list of pieces, so that the workers meet once.
    private void weights() {
        var pieces = new ArrayList<Runnable>();
        matrix(pieces, block.down(), d.output_TC(), d.packedGated());
        matrix(pieces, block.gate(), d.gate_TF(), d.packedFeedForwardInput());
        matrix(pieces, block.up(), d.up_TF(), d.packedFeedForwardInput());
        matrix(pieces, block.output(), d.middle_TC(), d.packedAttended());
        matrix(pieces, block.query(), d.queryRaw_TQ(), d.packedAttentionInput());
        matrix(pieces, block.key(), d.keyRaw_TK(), d.packedAttentionInput());
        matrix(pieces, block.value(), d.value_TK(), d.packedAttentionInput());
        int channels = config.hiddenSize();
        gain(
                pieces,
                block.feedForwardNorm(),
                d.feedForwardInput_TC(),
                a.middle_TC(),
                a.middleInverseRms_T(),
                channels,
                rows);
        gain(pieces, block.attentionNorm(), d.attentionInput_TC(), a.input_TC(), a.inputInverseRms_T(), channels, rows);
        if (!block.biases().isEmpty()) {
            bias(pieces, block.biases().get(0), d.queryRaw_TQ());
            bias(pieces, block.biases().get(1), d.keyRaw_TK());
            bias(pieces, block.biases().get(2), d.value_TK());
        }
        if (!block.headNorms().isEmpty()) {
            int head = config.headSize();
            var norms = block.headNorms();
            int queries = rows * config.heads();
            int keys = rows * config.keyValueHeads();
            gain(pieces, norms.get(0), d.query_TQ(), a.queryRaw_TQ(), a.queryInverseRms_TH(), head, queries);
            gain(pieces, norms.get(1), d.key_TK(), a.keyRaw_TK(), a.keyInverseRms_TH(), head, keys);
        }
        workers.forEach(pieces.size(), 1, (from, to) -> pieces.subList(from, to).forEach(Runnable::run));
    }

    private void matrix(List<Runnable> pieces, Linear linear, MemorySegment dy, MemorySegment packedInput) {
        var target = gradient.tensor(linear.weight().name());
        for (int from = 0; from < linear.outputs(); from += WEIGHT_ROWS) {
            int first = from;
            int last = Math.min(linear.outputs(), from + WEIGHT_ROWS);
            pieces.add(() -> linear.weightGradient(target, dy, packedInput, rows, first, last));
        }
    }

    private void gain(
            List<Runnable> pieces,
            Tensor norm,
            MemorySegment dy,
            MemorySegment x,
            MemorySegment inverseRms,
            int channels,
            int count) {
        var target = gradient.tensor(norm.name()).data();
        pieces.add(() -> RmsNorm.backwardGain(target, dy, x, inverseRms, channels, count, 0, channels));
    }

    private void bias(List<Runnable> pieces, Tensor bias, MemorySegment dy) {
        int width = bias.shape()[0];
        var target = gradient.tensor(bias.name()).data();
        pieces.add(() -> Elementwise.biasGradient(target, dy, width, rows, 0, width));
    }
}
