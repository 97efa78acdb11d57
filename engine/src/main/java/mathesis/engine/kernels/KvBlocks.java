package mathesis.engine.kernels;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/// Cached keys and values of one sequence (or shared prompt) in one layer.
///
/// Keys lie in blocks `[t / 32][kv head][D][32]`, so that the scores of 32 keys are one vector operation per channel;
/// values in rows `[t][kv head][D rounded up to 16]`. All heads lie together because decoding streams them from memory
/// one position after the other. One writer; readable by many threads once written.
public final class KvBlocks {
    static final int BLOCK = Gemm.PANEL;

    private final MemorySegment keys;
    private final MemorySegment values;
    private final Heads shape;
    private final int capacity;
    private int length;

    /// Empty, for up to `capacity` positions (rounded up to a multiple of 32). The allocator's arena owns the memory.
    public KvBlocks(SegmentAllocator allocator, Heads shape, int capacity) {
        this.shape = shape;
        this.capacity = (capacity + BLOCK - 1) / BLOCK * BLOCK;
        long positions = (long) shape.kvHeads() * this.capacity;
        this.keys = allocator.allocate(positions * shape.headSize() * Float.BYTES, 64);
        this.values = allocator.allocate(positions * shape.padded() * Float.BYTES, 64);
    }

    /// Appends the key and value of the next position: rows `[kvHeads * D]` that begin at float `kAt` of `k` and `vAt`
    /// of `v`. Keys are already rotated.
    public void append(MemorySegment k, long kAt, MemorySegment v, long vAt) {
        if (length == capacity) {
            throw new IllegalStateException("key/value cache is full at " + capacity + " positions");
        }
        int width = shape.keyValueWidth();
        long key = Lanes.at(Memory.address(k, kAt, kAt + width), kAt);
        long value = Lanes.at(Memory.address(v, vAt, vAt + width), vAt);
        int headSize = shape.headSize();
        long block = length / BLOCK * keyStride() + length % BLOCK;
        for (int head = 0; head < shape.kvHeads(); head++) {
            long from = (long) head * headSize;
            scatter(Lanes.at(keys(head), block), Lanes.at(key, from), headSize);
            long row = Lanes.at(values(head), length * valueStride());
            Elementwise.copy(row, Lanes.at(value, from), headSize);
        }
        length++;
        Memory.keep(k, v);
    }

    private static void scatter(long to, long from, int count) {
        for (int d = 0; d < count; d++) {
            Lanes.set(Lanes.at(to, (long) d * BLOCK), Lanes.get(Lanes.at(from, d)));
        }
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

    /// Address of a head's first panel of keys.
    long keys(int kvHead) {
        long at = (long) kvHead * BLOCK * shape.headSize();
        return Lanes.at(Memory.address(keys, at), at);
    }

    /// Floats from a head's panel of keys to its next.
    long keyStride() {
        return (long) shape.kvHeads() * BLOCK * shape.headSize();
    }

    /// Address of a head's first row of values.
    long values(int kvHead) {
        long at = (long) kvHead * shape.padded();
        return Lanes.at(Memory.address(values, at), at);
    }

    /// Floats from a head's row of values to its next.
    long valueStride() {
        return (long) shape.kvHeads() * shape.padded();
    }
}
