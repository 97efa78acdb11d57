package mathesis.engine.tensor;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Off-heap memory with one life: zeroed when allocated, usable by any thread, freed by [#close]. All of it is counted,
/// so that a process can say what it holds and what it held at most.
///
/// Models, passes and decoders each plan theirs when they are made or meet a longer batch; nothing is allocated from
/// one token or step to the next. Not counted is the working memory that each thread keeps for its kernels, a few MiB.
public final class OffHeap implements SegmentAllocator, AutoCloseable {
    private static final long ALIGNMENT = 64;
    /// Small requests share slabs, so that they too lie in large pages; each slab is twice the one before.
    private static final long SMALLEST_SLAB = 64 << 10;
    private static final long LARGEST_SLAB = 16 << 20;

    private static final AtomicLong HELD = new AtomicLong();
    private static final AtomicLong PEAK = new AtomicLong();

    private final Arena arena = Arena.ofShared();
    private MemorySegment slab = MemorySegment.NULL;
    private long used;
    private long bytes;

    /// `count` floats (at least one, so that every buffer has an address) on a 64-byte border.
    public MemorySegment floats(long count) {
        return allocate(Math.max(1, count) * Float.BYTES, ALIGNMENT);
    }

    /// @throws OutOfMemoryError naming the bytes asked for and held, when the machine has no more
    @Override
    public synchronized MemorySegment allocate(long byteSize, long byteAlignment) {
        if (byteSize >= LARGEST_SLAB / 2) {
            return region(byteSize, byteAlignment);
        }
        long from = (used + byteAlignment - 1) / byteAlignment * byteAlignment;
        if (from + byteSize > slab.byteSize()) {
            long size = Math.clamp(2 * slab.byteSize(), SMALLEST_SLAB, LARGEST_SLAB);
            slab = region(Math.max(size, byteSize), Math.max(ALIGNMENT, byteAlignment));
            from = 0;
        }
        used = from + byteSize;
        return slab.asSlice(from, byteSize, byteAlignment);
    }

    private MemorySegment region(long byteSize, long byteAlignment) {
        try {
            var region = byteSize >= HugePages.BYTES && byteAlignment <= HugePages.BYTES
                    ? HugePages.ofThisMachine().flatMap(pages -> pages.allocate(byteSize, arena))
                    : Optional.<MemorySegment>empty();
            var segment = region.orElseGet(() -> arena.allocate(byteSize, byteAlignment));
            bytes += byteSize;
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
        HELD.addAndGet(-bytes);
    }
}
