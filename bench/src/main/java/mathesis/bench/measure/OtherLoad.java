package mathesis.bench.measure;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalDouble;

/// Cores that everything but this process used since a moment, hypervisors included, where `/proc/stat` tells.
public final class OtherLoad {
    private static final Path STAT = Path.of("/proc/stat");
    private static final int IDLE = 3;
    private static final int IO_WAIT = 4;
    private static final int STEAL = 7;

    /// Counters of all cores together, in ticks of whatever length.
    private record Ticks(long busy, long all, int cores) {}

    private final Ticks ticks = ticks();
    private final double ownSeconds = ownSeconds();
    private final long nanos = System.nanoTime();

    private OtherLoad() {}

    /// Begins to watch.
    public static OtherLoad start() {
        return new OtherLoad();
    }

    /// Cores in use by others, on average since the start; empty where the system does not say.
    ///
    /// @param expectedSeconds CPU seconds of processes that belong to the measurement
    public OptionalDouble cores(double expectedSeconds) {
        var now = ticks();
        long all = now.all - ticks.all;
        if (now.cores == 0 || all <= 0) {
            return OptionalDouble.empty();
        }
        double wall = (System.nanoTime() - nanos) / 1e9;
        double busy = (double) (now.busy - ticks.busy) / all * now.cores;
        return OptionalDouble.of(Math.max(0, busy - (ownSeconds() - ownSeconds + expectedSeconds) / wall));
    }

    private static double ownSeconds() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / 1e9;
    }

    private static Ticks ticks() {
        if (!Files.isReadable(STAT)) {
            return new Ticks(0, 0, 0);
        }
        try {
            var lines = Files.readAllLines(STAT);
            long[] counters = Arrays.stream(lines.getFirst().split(" +"))
                    .skip(1)
                    .mapToLong(Long::parseLong)
                    .limit(STEAL + 1) // guests' time after it is part of user time
                    .toArray();
            long all = Arrays.stream(counters).sum();
            int cores = (int)
                    lines.stream().filter(line -> line.matches("cpu\\d.*")).count();
            return new Ticks(all - counters[IDLE] - counters[IO_WAIT], all, cores);
        } catch (IOException _) {
            return new Ticks(0, 0, 0); // a system that hides it: the load is not known
        }
    }
}
