package mathesis.engine.kernels;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/// Bytes of the Java heap that a thread has taken: a counter, so that tests need no clock.
final class Allocation {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    /// Since the calling thread began.
    static long ofThread() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }
}
