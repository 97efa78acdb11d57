package mathesis.engine.model;

import java.lang.foreign.MemorySegment;
import mathesis.engine.ModelConfig;
import mathesis.engine.Weights;
import mathesis.engine.kernels.Elementwise;
import mathesis.engine.kernels.Gemm;
import mathesis.engine.kernels.RmsNorm;
import mathesis.engine.kernels.TokenLogProb;
import mathesis.engine.kernels.Workers;
import mathesis.engine.tensor.OffHeap;
import mathesis.engine.tensor.Tensor;

/// The backward pass of the output head, a chunk of [HeadPass] at a time: adds to the gradients of norm and projection,
/// and writes that of the residual stream.
final class HeadGradients implements HeadPass.Chunk, AutoCloseable {
    /// The fewest rows of the projection's gradient worth handing to a worker.
    private static final int WEIGHT_ROWS = 32;
    /// Channels of the norm's gradient that a worker takes at a time.
    private static final int GAIN_CHANNELS = 32;

    private final OutputHead head;
    private final ForwardPass forward;
    private final HeadPass pass;
    private final Workers workers;
    private final int channels;
    private final int vocabulary;
    private final OffHeap memory = new OffHeap();
    private final MemorySegment normalizedGradient_NC;
    private final MemorySegment residualGradient_NC;
    private final MemorySegment packedInput;
    private final int[] targets_N;
    private final float[] coefficients_N;
    private final Tensor projectionGradient;
    private final MemorySegment normGradient;
    private final Workers.Range rows = new RowBlocks(this::inputGradients);
    private final Workers.Range weightRows = this::weightGradients;
    private final Workers.Range gainChannels = this::gainGradients;
    private float[] coefficients_T = {};
    private MemorySegment residualGradient_TC = MemorySegment.NULL;
    private int first;
    private int size;

    /// @param gradient what the gradients of the weights are added to
    HeadGradients(Network network, ForwardPass forward, HeadPass pass, Weights gradient, Workers workers) {
        ModelConfig config = network.config();
        this.head = network.head();
        this.forward = forward;
        this.pass = pass;
        this.workers = workers;
        this.channels = config.hiddenSize();
        this.vocabulary = config.vocabularySize();
        this.normalizedGradient_NC = memory.floats((long) pass.chunkRows() * channels);
        this.residualGradient_NC = memory.floats((long) pass.chunkRows() * channels);
        this.packedInput = memory.floats(Gemm.packedFloats(pass.chunkRows(), channels));
        this.targets_N = new int[pass.chunkRows()];
        this.coefficients_N = new float[pass.chunkRows()];
        this.projectionGradient = gradient.tensor(head.projection().weight().name());
        this.normGradient = gradient.tensor(head.norm().name()).data();
    }

    /// Before the first chunk: the coefficients of all rows, and where the gradient of the residual stream goes (0 in
    /// rows without target).
    void begin(float[] coefficients_T, MemorySegment residualGradient_TC) {
        this.coefficients_T = coefficients_T;
        this.residualGradient_TC = residualGradient_TC;
        Elementwise.fill(residualGradient_TC, 0, 0, (long) forward.layout().rows() * channels);
    }

    @Override
    public void ready(int first, int size) {
        this.first = first;
        this.size = size;
        for (int i = 0; i < size; i++) {
            int t = forward.layout().targetRow(first + i);
            targets_N[i] = forward.layout().batch().targets_T()[t];
            coefficients_N[i] = coefficients_T[t];
        }
        workers.forEach(size, RowBlocks.GRAIN, rows);
        Linear.packInput(packedInput, pass.normalized_NC(), size, channels);
        workers.forEach(vocabulary, WEIGHT_ROWS, weightRows);
        workers.forEach(channels, GAIN_CHANNELS, gainChannels);
    }

    private void inputGradients(int from, int to) {
        float inverse = (float) (1 / forward.layout().batch().temperature());
        var logits = pass.logits_NV();
        TokenLogProb.backward(
                logits, logits, targets_N, pass.logSumExps_N(), coefficients_N, vocabulary, inverse, from, to);
        head.projection().inputGradient(normalizedGradient_NC, logits, false, from, to);
        Elementwise.fill(residualGradient_NC, 0, (long) from * channels, (long) to * channels);
        RmsNorm.backwardInput(
                residualGradient_NC,
                normalizedGradient_NC,
                pass.residual_NC(),
                head.norm().data(),
                pass.inverseRms_N(),
                channels,
                from,
                to);
        long rowBytes = (long) channels * Float.BYTES;
        for (int i = from; i < to; i++) {
            long target = forward.layout().targetRow(first + i) * rowBytes;
            MemorySegment.copy(residualGradient_NC, i * rowBytes, residualGradient_TC, target, rowBytes);
        }
    }

    private void weightGradients(int from, int to) {
        head.projection().weightGradient(projectionGradient, pass.logits_NV(), packedInput, size, from, to);
    }

    private void gainGradients(int from, int to) {
        RmsNorm.backwardGain(
                normGradient, normalizedGradient_NC, pass.residual_NC(), pass.inverseRms_N(), channels, size, from, to);
    }

    @Override
    public void close() {
        memory.close();
    }
}
