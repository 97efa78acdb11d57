package mathesis.engine.kernels;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Off-heap working memory of one thread: grows to the largest request and stays there.
///
/// A kernel that takes a `Scratch` overwrites it; nothing in it survives the call. Not thread-safe: pass
/// [#ofThread()] inside a [Workers] task. The memory is freed when its thread is gone.
public final class Scratch {
    private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);
    private static final long ALIGNMENT = 64;

    private final MemorySegment tile = allocate(Tile.ROWS * Tile.COLUMNS);
    private MemorySegment floats = allocate(1024);

    /// The calling thread's own.
    public static Scratch ofThread() {
        return OF_THREAD.get();
    }

    /// At least `count` floats of any content, the same memory on every call.
    MemorySegment floats(long count) {
        if (floats.byteSize() < count * Float.BYTES) {
            floats = allocate(count + count / 4);
        }
        return floats;
    }

    /// Room for one tile of a matrix product, apart from [#floats].
    MemorySegment tile() {
        return tile;
    }

    private static MemorySegment allocate(long floats) {
        return Arena.ofAuto().allocate(floats * Float.BYTES, ALIGNMENT);
    }
}
