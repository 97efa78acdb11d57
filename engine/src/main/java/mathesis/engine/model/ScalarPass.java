package mathesis.engine.model;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import mathesis.engine.kernels.Workers;
import mathesis.engine.tensor.OffHeap;

/// The scalar head over the rows of a batch that have a target: from the residual stream to one value each.
final class ScalarPass implements AutoCloseable {
    private final OutputHead output;
    private final ScalarHead head;
    private final ForwardPass forward;
    private final Workers workers;
    private final int channels;
    private final OffHeap memory = new OffHeap();
    private final MemorySegment residual_NC;
    private final MemorySegment normalized_NC;
    private final MemorySegment inverseRms_N;
    private final MemorySegment values_N;
    private final Workers.Range rows = new RowBlocks(this::evaluate);
    private float[] values_T = {};

    ScalarPass(Network network, ForwardPass forward, Workers workers) {
        this.output = network.head();
        this.head = network.scalarHead();
        this.forward = forward;
        this.workers = workers;
        this.channels = network.config().hiddenSize();
        this.residual_NC = memory.floats((long) forward.capacity() * channels);
        this.normalized_NC = memory.floats((long) forward.capacity() * channels);
        this.inverseRms_N = memory.floats(forward.capacity());
        this.values_N = memory.floats(forward.capacity());
    }

    /// The value at every target, 0 elsewhere; batches of one length share the array.
    float[] values() {
        if (values_T.length != forward.layout().rows()) {
            values_T = new float[forward.layout().rows()];
        }
        Arrays.fill(values_T, 0);
        int targets = forward.layout().targets();
        workers.forEach(targets, RowBlocks.GRAIN, rows);
        for (int i = 0; i < targets; i++) {
            values_T[forward.layout().targetRow(i)] = values_N.getAtIndex(ValueLayout.JAVA_FLOAT, i);
        }
        return values_T;
    }

    private void evaluate(int from, int to) {
        long rowBytes = (long) channels * Float.BYTES;
        var residual_TC = forward.activations().last();
        for (int i = from; i < to; i++) {
            long source = forward.layout().targetRow(i) * rowBytes;
            MemorySegment.copy(residual_TC, source, residual_NC, i * rowBytes, rowBytes);
        }
        output.normalize(normalized_NC, inverseRms_N, residual_NC, from, to);
        head.apply(values_N, normalized_NC, from, to);
    }

    /// The residual stream at the targets.
    MemorySegment residual_NC() {
        return residual_NC;
    }

    /// The same after the final norm.
    MemorySegment normalized_NC() {
        return normalized_NC;
    }

    MemorySegment inverseRms_N() {
        return inverseRms_N;
    }

    @Override
    public void close() {
        memory.close();
    }
}
