package mathesis.bench.measure;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/// Bytes that the calling thread has allocated on the heap.
public final class Allocation {
    private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    private Allocation() {}

    /// Bytes of one run.
    public static long bytesOf(Runnable work) {
        long start = THREADS.getCurrentThreadAllocatedBytes();
        work.run();
        return THREADS.getCurrentThreadAllocatedBytes() - start;
    }
}
