package mathesis.bench.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;

/// Off-heap arrays of floats on 64-byte borders, as long as their arena lives.
final class Floats {
    private static final long ALIGNMENT = 64;

    private final Arena arena;
    private final Random random = new Random(6);

    Floats(Arena arena) {
        this.arena = arena;
    }

    MemorySegment zeros(long count) {
        return arena.allocate(count * Float.BYTES, ALIGNMENT);
    }

    /// Uniform in `[low, low + 2)`.
    MemorySegment random(long count, float low) {
        var array = zeros(count);
        for (long i = 0; i < count; i++) {
            array.setAtIndex(ValueLayout.JAVA_FLOAT, i, low + 2 * random.nextFloat());
        }
        return array;
    }

    MemorySegment copy(MemorySegment array) {
        return arena.allocate(array.byteSize(), ALIGNMENT).copyFrom(array);
    }
}
