package mathesis.engine.model;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import mathesis.engine.ModelConfig;

/// Buffers of one forward pass over up to `capacity` rows.
///
/// Kept for a backward pass, every block has its own; otherwise all blocks share one, and the residual stream is
/// updated in place.
final class Activations implements AutoCloseable {
    private final Arena arena = Arena.ofShared();
    private final int capacity;
    private final List<BlockActivations> blocks = new ArrayList<>();
    private final List<MemorySegment> residual_TC = new ArrayList<>();

    Activations(ModelConfig config, int capacity, boolean keptForBackward) {
        this.capacity = capacity;
        long stream = (long) capacity * config.hiddenSize();
        residual_TC.add(Buffers.floats(arena, stream));
        for (int layer = 0; layer < config.layers(); layer++) {
            boolean fresh = keptForBackward || layer == 0;
            blocks.add(
                    fresh ? BlockActivations.allocate(config, capacity, residual_TC.get(layer), arena) : blocks.get(0));
            residual_TC.add(keptForBackward ? Buffers.floats(arena, stream) : residual_TC.get(0));
        }
    }

    /// The largest number of rows that fits.
    int capacity() {
        return capacity;
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
        arena.close();
    }
}
