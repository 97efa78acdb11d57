package mathesis.engine.model;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Off-heap float buffers, each on a 64-byte border.
final class Buffers {
    private Buffers() {}

    static MemorySegment floats(Arena arena, long count) {
        return arena.allocate(Math.max(1, count) * Float.BYTES, 64);
    }
}
