package mathesis.engine.kernels;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;

/// Addresses for the inner loops. Every kernel checks each array once, at its door, for the range that it will touch;
/// inside, one segment over all memory takes plain addresses. Checks on each access cost the inner loops more than half
/// of their speed, and make methods too large for the compiler to inline.
final class Memory {
    /// All of memory, at address 0.
    static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private Memory() {}

    /// The address of the first float, once it is sure that `floats` floats may be read and written.
    static long address(MemorySegment array, long floats) {
        return address(array, 0, floats);
    }

    /// The address of the first float, once it is sure that those in `[from, to)` may be read and written.
    static long address(MemorySegment array, long from, long to) {
        if (from < 0 || from > to || to > array.byteSize() / Float.BYTES) {
            throw new IndexOutOfBoundsException(
                    "floats " + from + " to " + to + " of an array of " + array.byteSize() / Float.BYTES);
        }
        if (!array.isNative() || !array.isAccessibleBy(Thread.currentThread())) {
            throw new IllegalArgumentException("a kernel needs off-heap memory of this thread or shared, got " + array);
        }
        if (!array.scope().isAlive()) {
            throw new IllegalStateException("the array's memory is freed");
        }
        return array.address();
    }

    /// Keeps an array of an automatic arena from being freed before this point.
    static void keep(MemorySegment array) {
        Reference.reachabilityFence(array);
    }

    /// The same for two.
    static void keep(MemorySegment a, MemorySegment b) {
        keep(a);
        keep(b);
    }

    /// The same for three.
    static void keep(MemorySegment a, MemorySegment b, MemorySegment c) {
        keep(a, b);
        keep(c);
    }

    /// The same for four.
    static void keep(MemorySegment a, MemorySegment b, MemorySegment c, MemorySegment d) {
        keep(a, b);
        keep(c, d);
    }

    /// The same for five.
    static void keep(MemorySegment a, MemorySegment b, MemorySegment c, MemorySegment d, MemorySegment e) {
        keep(a, b, c, d);
        keep(e);
    }

    /// The same for more; makes an array of them.
    static void keep(MemorySegment... arrays) {
        for (var array : arrays) {
            keep(array);
        }
    }
}
