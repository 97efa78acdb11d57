package mathesis.engine.tensor;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.concurrent.atomic.AtomicLong;

/// Off-heap memory with one life: zeroed when allocated, usable by any thread, freed by [#close]. All of it is counted,
/// so that a process can say what it holds and what it held at most.
///
/// Models, passes and decoders each plan theirs when they are made or meet a longer batch; nothing is allocated from
/// one token or step to the next.
public final class OffHeap implements SegmentAllocator, AutoCloseable {
    private static final long ALIGNMENT = 64;
    private static final AtomicLong HELD = new AtomicLong();
    private static final AtomicLong PEAK = new AtomicLong();

    private final Arena arena = Arena.ofShared();
    private final AtomicLong bytes = new AtomicLong();

    /// `count` floats (at least one, so that every buffer has an address) on a 64-byte border.
    public MemorySegment floats(long count) {
        return allocate(Math.max(1, count) * Float.BYTES, ALIGNMENT);
    }

    /// @throws OutOfMemoryError naming the bytes asked for and held, when the machine has no more
    @Override
    public MemorySegment allocate(long byteSize, long byteAlignment) {
        try {
            var segment = arena.allocate(byteSize, byteAlignment);
            bytes.addAndGet(byteSize);
            count(byteSize);
            return segment;
        } catch (OutOfMemoryError e) {
            var error = new OutOfMemoryError("no room for " + byteSize + " bytes beside the " + HELD.get()
                    + " held outside Java's heap; take a smaller model, micro-batch or number of decode rows");
            error.initCause(e);
            throw error;
        }
    }

    /// Bytes that all of the process hold now.
    public static long heldBytes() {
        return HELD.get();
    }

    /// The most bytes that the process ever held.
    public static long peakBytes() {
        return PEAK.get();
    }

    private static void count(long more) {
        long held = HELD.addAndGet(more);
        PEAK.accumulateAndGet(held, Math::max);
    }

    @Override
    public void close() {
        arena.close();
        HELD.addAndGet(-bytes.get());
    }
}
