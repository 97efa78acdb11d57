package mathesis.engine.kernels;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/// Cached keys and values of one sequence (or shared prompt) in one layer.
///
/// Keys lie in blocks `[kv head][t / 32][D][32]`, so that the scores of 32 keys are one vector operation per channel;
/// values in rows `[kv head][t][D rounded up to 16]`. One writer; readable by many threads once written.
public final class KvBlocks {
    static final int BLOCK = Gemm.PANEL;

    private final MemorySegment keys;
    private final MemorySegment values;
    private final int kvHeads;
    private final int headSize;
    private final int capacity;
    private int length;

    /// Empty, for up to `capacity` positions. The allocator's arena owns the memory.
    public KvBlocks(SegmentAllocator allocator, int kvHeads, int headSize, int capacity) {
        this.kvHeads = kvHeads;
        this.headSize = headSize;
        this.capacity = (capacity + BLOCK - 1) / BLOCK * BLOCK;
        this.keys = allocator.allocate((long) kvHeads * this.capacity * headSize * Float.BYTES, 64);
        this.values = allocator.allocate((long) kvHeads * this.capacity * valueWidth() * Float.BYTES, 64);
    }

    /// Appends the key and value of the next position: rows `[kvHeads * D]` that begin at float `kAt` of `k` and `vAt`
    /// of `v`. Keys are already rotated.
    public void append(MemorySegment k, long kAt, MemorySegment v, long vAt) {
        if (length == capacity) {
            throw new IllegalStateException("key/value cache is full at " + capacity + " positions");
        }
        for (int head = 0; head < kvHeads; head++) {
            long key = keysOf(head) + (long) (length / BLOCK) * BLOCK * headSize + length % BLOCK;
            for (int d = 0; d < headSize; d++) {
                Lanes.set(keys, key + (long) d * BLOCK, Lanes.get(k, kAt + (long) head * headSize + d));
            }
            MemorySegment.copy(
                    v,
                    (vAt + (long) head * headSize) * Float.BYTES,
                    values,
                    (valuesOf(head) + (long) length * valueWidth()) * Float.BYTES,
                    (long) headSize * Float.BYTES);
        }
        length++;
    }

    /// Positions held.
    public int length() {
        return length;
    }

    /// Positions there is room for.
    public int capacity() {
        return capacity;
    }

    /// Forgets all positions.
    public void clear() {
        length = 0;
    }

    MemorySegment keys() {
        return keys;
    }

    MemorySegment values() {
        return values;
    }

    long keysOf(int kvHead) {
        return (long) kvHead * capacity * headSize;
    }

    long valuesOf(int kvHead) {
        return (long) kvHead * capacity * valueWidth();
    }

    int valueWidth() {
        return Heads.padded(headSize);
    }
}
