package mathesis.engine.model;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import mathesis.engine.ModelConfig;
import mathesis.engine.tensor.OffHeap;

/// Buffers of one forward pass over up to `capacity` rows.
///
/// Kept for a backward pass, every block has its own; otherwise all blocks share one, and the residual stream is
/// updated in place.
final class Activations implements AutoCloseable {
    private final OffHeap memory = new OffHeap();
    private final List<BlockActivations> blocks = new ArrayList<>();
    private final List<MemorySegment> residual_TC = new ArrayList<>();

    Activations(ModelConfig config, int capacity, boolean keptForBackward) {
        long stream = (long) capacity * config.hiddenSize();
        residual_TC.add(memory.floats(stream));
        for (int layer = 0; layer < config.layers(); layer++) {
            boolean fresh = keptForBackward || layer == 0;
            blocks.add(
                    fresh
                            ? BlockActivations.allocate(config, capacity, residual_TC.get(layer), memory)
                            : blocks.get(0));
            residual_TC.add(keptForBackward ? memory.floats(stream) : residual_TC.get(0));
        }
    }

    BlockActivations block(int layer) {
        return blocks.get(layer);
    }

    /// The residual stream before block `layer`, or after the last one.
    MemorySegment residual(int layer) {
        return residual_TC.get(layer);
    }

    /// The residual stream after the last block.
    MemorySegment last() {
        return residual_TC.getLast();
    }

    @Override
    public void close() {
        memory.close();
    }
}
