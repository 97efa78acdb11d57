package mathesis.engine.model;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import mathesis.engine.ScalarObjective;
import mathesis.engine.Weights;
import mathesis.engine.kernels.Elementwise;
import mathesis.engine.kernels.Gemm;
import mathesis.engine.kernels.RmsNorm;
import mathesis.engine.kernels.Workers;
import mathesis.engine.tensor.OffHeap;
import mathesis.engine.tensor.Tensor;

/// The loss of a [ScalarObjective] through the scalar head.
final class ScalarLoss implements LossHead<ScalarObjective> {
    /// Channels of the norm's gradient that a worker takes at a time.
    private static final int GAIN_CHANNELS = 32;

    private final OutputHead output;
    private final ScalarHead head;
    private final ForwardPass forward;
    private final ScalarPass pass;
    private final Workers workers;
    private final int channels;
    private final OffHeap memory = new OffHeap();
    private final MemorySegment valueGradient_N;
    private final MemorySegment normalizedGradient_NC;
    private final MemorySegment residualGradient_NC;
    private final MemorySegment packedInput;
    private final Tensor weightGradient;
    private final Tensor biasGradient;
    private final MemorySegment normGradient;
    private final Workers.Range rows = new RowBlocks(this::inputGradients);
    private final Workers.Range gainChannels = this::gainGradients;
    private MemorySegment residualGradient_TC = MemorySegment.NULL;
    private float[] gradients_T = {};

    /// @param gradient what the gradients of the weights are added to
    ScalarLoss(Network network, ForwardPass forward, Weights gradient, Workers workers) {
        int capacity = forward.capacity();
        this.output = network.head();
        this.head = network.scalarHead();
        this.forward = forward;
        this.pass = new ScalarPass(network, forward, workers);
        this.workers = workers;
        this.channels = network.config().hiddenSize();
        this.valueGradient_N = memory.floats(capacity);
        this.normalizedGradient_NC = memory.floats((long) capacity * channels);
        this.residualGradient_NC = memory.floats((long) capacity * channels);
        this.packedInput = memory.floats(Gemm.packedFloats(capacity, channels));
        this.weightGradient = gradient.tensor(Weights.SCORE_WEIGHT);
        this.biasGradient = gradient.tensor(Weights.SCORE_BIAS);
        this.normGradient = gradient.tensor(output.norm().name()).data();
    }

    @Override
    public double run(ScalarObjective objective, MemorySegment residualGradient_TC) {
        this.residualGradient_TC = residualGradient_TC;
        double loss = valueGradients(objective);
        int targets = forward.layout().targets();
        Elementwise.fill(residualGradient_TC, 0, 0, (long) forward.layout().rows() * channels);
        workers.forEach(targets, RowBlocks.GRAIN, rows);
        Linear.packInput(packedInput, pass.normalized_NC(), targets, channels);
        head.projection().weightGradient(weightGradient, valueGradient_N, packedInput, targets, 0, 1);
        Elementwise.biasGradient(biasGradient.data(), valueGradient_N, 1, targets, 0, 1);
        workers.forEach(channels, GAIN_CHANNELS, gainChannels);
        return loss;
    }

    private double valueGradients(ScalarObjective objective) {
        if (gradients_T.length != forward.layout().rows()) {
            gradients_T = new float[forward.layout().rows()];
        }
        Arrays.fill(gradients_T, 0);
        double loss = objective.gradients(pass.values(), gradients_T);
        for (int i = 0; i < forward.layout().targets(); i++) {
            valueGradient_N.setAtIndex(
                    ValueLayout.JAVA_FLOAT, i, gradients_T[forward.layout().targetRow(i)]);
        }
        return loss;
    }

    private void inputGradients(int from, int to) {
        head.projection().inputGradient(normalizedGradient_NC, valueGradient_N, false, from, to);
        Elementwise.fill(residualGradient_NC, 0, (long) from * channels, (long) to * channels);
        RmsNorm.backwardInput(
                residualGradient_NC,
                normalizedGradient_NC,
                pass.residual_NC(),
                output.norm().data(),
                pass.inverseRms_N(),
                channels,
                from,
                to);
        long rowBytes = (long) channels * Float.BYTES;
        for (int i = from; i < to; i++) {
            long target = forward.layout().targetRow(i) * rowBytes;
            MemorySegment.copy(residualGradient_NC, i * rowBytes, residualGradient_TC, target, rowBytes);
        }
    }

    private void gainGradients(int from, int to) {
        RmsNorm.backwardGain(
                normGradient,
                normalizedGradient_NC,
                pass.residual_NC(),
                pass.inverseRms_N(),
                channels,
                forward.layout().targets(),
                from,
                to);
    }

    @Override
    public void close() {
        pass.close();
        memory.close();
    }
}
