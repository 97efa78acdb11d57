package mathesis.bench.measure;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/// CPU seconds of the calling thread, so that what other processes take does not count.
public final class CpuClock {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private CpuClock() {}

    /// CPU seconds that the calling thread has used since some moment in the past.
    public static double now() {
        return THREADS.getCurrentThreadCpuTime() / 1e9;
    }
}
