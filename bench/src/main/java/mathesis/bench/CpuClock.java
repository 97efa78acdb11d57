package mathesis.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/// Times a piece of work in CPU seconds of the calling thread, so that what other processes take does not count.
final class CpuClock {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 9;
    private static final double ROUND_SECONDS = 0.02;
    private static final double WARM_UP_SECONDS = 0.2;
    private static final double LONGEST_WARM_UP_SECONDS = 4;

    private CpuClock() {}

    /// Median CPU seconds of one call, once the compilers are done with it.
    static double secondsOf(Runnable work) {
        int repeats = repeatsOf(warm(work));
        var rounds = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            rounds[round] = seconds(work, repeats) / repeats;
        }
        Arrays.sort(rounds);
        return rounds[ROUNDS / 2];
    }

    /// Runs until a whole warm-up round is no faster than the one before; returns the seconds of one call.
    private static double warm(Runnable work) {
        double spent = 0;
        double last = Double.MAX_VALUE;
        while (spent < LONGEST_WARM_UP_SECONDS) {
            int calls = 0;
            double start = now();
            double end;
            do {
                work.run();
                calls++;
                end = now();
            } while (end - start < WARM_UP_SECONDS);
            double one = (end - start) / calls;
            if (one > 0.9 * last) {
                return one;
            }
            last = one;
            spent += end - start;
        }
        return last;
    }

    private static int repeatsOf(double seconds) {
        return (int) Math.clamp(ROUND_SECONDS / Math.max(seconds, 1e-9), 1, 1e6);
    }

    private static double seconds(Runnable work, int repeats) {
        double start = now();
        for (int i = 0; i < repeats; i++) {
            work.run();
        }
        return now() - start;
    }

    private static double now() {
        return THREADS.getCurrentThreadCpuTime() / 1e9;
    }
}
