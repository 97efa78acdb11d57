package mathesis.engine.tokenizer;

import java.lang.management.ManagementFactory;

/// Processor time of the calling thread, which other processes on the machine do not lengthen.
final class CpuTime {
    private CpuTime() {}

    static double secondsOf(Runnable work) {
        var threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        work.run();
        return (threads.getCurrentThreadCpuTime() - start) / 1e9;
    }
}
