package mathesis.engine.tensor;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// Memory in pages of 2 MiB, which Linux gives to those who ask (`madvise`): weights and cached keys are streamed, and
/// with pages of 4 KiB the processor waits for the page table at every 64th cache line.
///
/// Elsewhere, or where the C library lacks the calls, there is none.
final class HugePages {
    /// Bytes of one.
    static final long BYTES = 2L << 20;

    private static final int READ_AND_WRITE = 3;
    private static final int PRIVATE_AND_ANONYMOUS = 0x22;
    private static final int ADVICE_HUGE_PAGE = 14;
    private static final long FAILED = -1;

    private static final Optional<HugePages> OF_THIS_MACHINE = find();

    private final MethodHandle mmap;
    private final MethodHandle munmap;
    private final MethodHandle madvise;

    private HugePages(MethodHandle mmap, MethodHandle munmap, MethodHandle madvise) {
        this.mmap = mmap;
        this.munmap = munmap;
        this.madvise = madvise;
    }

    /// Those of this machine, if it has any.
    static Optional<HugePages> ofThisMachine() {
        return OF_THIS_MACHINE;
    }

    private static Optional<HugePages> find() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return Optional.empty();
        }
        var linker = Linker.nativeLinker();
        var library = linker.defaultLookup();
        if (library.find("mmap").isEmpty()
                || library.find("munmap").isEmpty()
                || library.find("madvise").isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new HugePages(
                linker.downcallHandle(
                        library.findOrThrow("mmap"),
                        FunctionDescriptor.of(ADDRESS, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG)),
                linker.downcallHandle(
                        library.findOrThrow("munmap"), FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG)),
                linker.downcallHandle(
                        library.findOrThrow("madvise"),
                        FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT))));
    }

    /// Zeroed memory on a 2 MiB border that lives as long as the arena; empty when the system refuses.
    Optional<MemorySegment> allocate(long bytes, Arena arena) {
        long mapped = Math.addExact(bytes, BYTES);
        try {
            var whole = (MemorySegment) mmap.invokeExact(0L, mapped, READ_AND_WRITE, PRIVATE_AND_ANONYMOUS, -1, 0L);
            if (whole.address() == FAILED) {
                return Optional.empty();
            }
            long start = (whole.address() + BYTES - 1) / BYTES * BYTES;
            int _ = (int) madvise.invokeExact(start, bytes, ADVICE_HUGE_PAGE); // refused, it is memory all the same
            long mapping = whole.address();
            return Optional.of(MemorySegment.ofAddress(start).reinterpret(bytes, arena, _ -> unmap(mapping, mapped)));
        } catch (Throwable e) {
            throw new AssertionError("a C function threw", e);
        }
    }

    private void unmap(long address, long bytes) {
        try {
            int failed = (int) munmap.invokeExact(address, bytes);
            if (failed != 0) {
                throw new IllegalStateException("memory that was mapped cannot be unmapped");
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("a C function threw", e);
        }
    }
}
