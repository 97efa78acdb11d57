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
    /// Rows of a weight's gradient that a worker takes at a time: enough to read the packed activations seldom.
    private static final int WEIGHT_ROWS = 64;

    private final Block block;
    private final ModelConfig config;
    private final Network network;
    private final BlockActivations a;
    private final BlockGradients d;
    private final Weights gradient;
    private final BatchLayout layout;
    private final Workers workers;
    private final List<Runnable> packings;
    private final List<Runnable> weightPieces = new ArrayList<>();
    private final Workers.Range feedForwardRows = new RowBlocks(this::feedForward);
    private final Workers.Range packingsThenUnits = this::packThenAttend;
    private final Workers.Range headRows = new RowBlocks(this::heads);
    private final Workers.Range weightGradients = this::weights;

    BlockBackward(
            Network network,
            int layer,
            ForwardPass forward,
            BlockGradients gradients,
            Weights gradient,
            Workers workers) {
        this.block = network.blocks().get(layer);
        this.config = network.config();
        this.network = network;
        this.a = forward.activations().block(layer);
        this.d = gradients;
        this.gradient = gradient;
        this.layout = forward.layout();
        this.workers = workers;
        this.packings = List.of(
                () -> pack(d.packedGated(), a.gated_TF(), config.intermediateSize()),
                () -> pack(d.packedAttentionInput(), a.attentionInput_TC(), config.hiddenSize()),
                () -> pack(d.packedFeedForwardInput(), a.feedForwardInput_TC(), config.hiddenSize()),
                () -> pack(d.packedAttended(), a.attended_TQ(), config.queryWidth()));
        addWeightPieces();
    }

    void run() {
        workers.forEach(layout.rows(), RowBlocks.GRAIN, feedForwardRows);
        workers.forEach(packings.size() + Attention.units(layout.starts(), network.heads()), 1, packingsThenUnits);
        workers.forEach(layout.rows(), RowBlocks.GRAIN, headRows);
        workers.forEach(weightPieces.size(), 1, weightGradients);
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

    /// The forward activations are packed, one matrix a task, beside attention by units.
    private void packThenAttend(int from, int to) {
        for (int task = from; task < Math.min(to, packings.size()); task++) {
            packings.get(task).run();
        }
        if (to > packings.size()) {
            attend(Math.max(0, from - packings.size()), to - packings.size());
        }
    }

    private void pack(MemorySegment packed, MemorySegment rows, int width) {
        Linear.packInput(packed, rows, layout.rows(), width);
    }

    private void attend(int fromUnit, int toUnit) {
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
                layout.starts(),
                network.heads(),
                fromUnit,
                toUnit,
                Scratch.ofThread());
    }

    /// Rows of the attention half: from rotated heads to the block's input.
    private void heads(int from, int to) {
        var cosSin = network.cosSin(layout.longest());
        int[] positions_T = layout.positions_T();
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

    private void weights(int from, int to) {
        for (int piece = from; piece < to; piece++) {
            weightPieces.get(piece).run();
        }
    }

    /// Gradients of all weights as one list of pieces, so that the workers meet once.
    private void addWeightPieces() {
        matrix(block.down(), d.output_TC(), d.packedGated());
        matrix(block.gate(), d.gate_TF(), d.packedFeedForwardInput());
        matrix(block.up(), d.up_TF(), d.packedFeedForwardInput());
        matrix(block.output(), d.middle_TC(), d.packedAttended());
        matrix(block.query(), d.queryRaw_TQ(), d.packedAttentionInput());
        matrix(block.key(), d.keyRaw_TK(), d.packedAttentionInput());
        matrix(block.value(), d.value_TK(), d.packedAttentionInput());
        int channels = config.hiddenSize();
        gain(block.feedForwardNorm(), d.feedForwardInput_TC(), a.middle_TC(), a.middleInverseRms_T(), channels, 1);
        gain(block.attentionNorm(), d.attentionInput_TC(), a.input_TC(), a.inputInverseRms_T(), channels, 1);
        if (!block.biases().isEmpty()) {
            bias(block.biases().get(0), d.queryRaw_TQ());
            bias(block.biases().get(1), d.keyRaw_TK());
            bias(block.biases().get(2), d.value_TK());
        }
        if (!block.headNorms().isEmpty()) {
            int head = config.headSize();
            var norms = block.headNorms();
            gain(norms.get(0), d.query_TQ(), a.queryRaw_TQ(), a.queryInverseRms_TH(), head, config.heads());
            gain(norms.get(1), d.key_TK(), a.keyRaw_TK(), a.keyInverseRms_TH(), head, config.keyValueHeads());
        }
    }

    private void matrix(Linear linear, MemorySegment dy, MemorySegment packedInput) {
        var target = gradient.tensor(linear.weight().name());
        for (int from = 0; from < linear.outputs(); from += WEIGHT_ROWS) {
            int first = from;
            int last = Math.min(linear.outputs(), from + WEIGHT_ROWS);
            weightPieces.add(() -> linear.weightGradient(target, dy, packedInput, layout.rows(), first, last));
        }
    }

    private void gain(
            Tensor norm, MemorySegment dy, MemorySegment x, MemorySegment inverseRms, int channels, int perRow) {
        var target = gradient.tensor(norm.name()).data();
        weightPieces.add(
                () -> RmsNorm.backwardGain(target, dy, x, inverseRms, channels, layout.rows() * perRow, 0, channels));
    }

    private void bias(Tensor bias, MemorySegment dy) {
        int width = bias.shape()[0];
        var target = gradient.tensor(bias.name()).data();
        weightPieces.add(() -> Elementwise.biasGradient(target, dy, width, layout.rows(), 0, width));
    }
}
