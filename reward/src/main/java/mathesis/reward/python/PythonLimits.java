package mathesis.reward.python;

import java.time.Duration;

/// What one program may use.
///
/// @param cpu         CPU time, in whole seconds; reached first by anything that computes
/// @param wall        time on the clock, a backstop for programs that sleep
/// @param memoryBytes address space, that of Python, NumPy and SymPy (about 130 MB) included
/// @param outputBytes most that is read of what it prints; a program that prints more is stopped
public record PythonLimits(Duration cpu, Duration wall, long memoryBytes, int outputBytes) {
    private static final Duration SLACK = Duration.ofSeconds(5);
    private static final long LEAST_MEMORY = 256L << 20;
    private static final int MOST_OUTPUT = 1 << 24;
    private static final int DEFAULT_OUTPUT = 1 << 16;

    /// DeepSeekMath's evaluation gives a program 10 s; memory and output are ours.
    public static final PythonLimits DEFAULT = of(Duration.ofSeconds(10), 512L << 20);

    public PythonLimits {
        require(
                cpu.toMillis() >= 1000 && cpu.toMillis() % 1000 == 0,
                "timeout",
                cpu,
                "must be whole seconds, 1 or more");
        require(cpu.compareTo(Duration.ofHours(1)) <= 0, "timeout", cpu, "may be an hour at most");
        require(wall.compareTo(cpu) >= 0, "wall", wall, "must not be shorter than the CPU time of " + cpu);
        require(memoryBytes >= LEAST_MEMORY, "memory", memoryBytes, "must be 256 MiB or more for Python's libraries");
        require(outputBytes >= 1 && outputBytes <= MOST_OUTPUT, "output", outputBytes, "must lie in [1, 16 MiB]");
    }

    /// So much CPU time, three times as much and 5 s on the clock, so that on a busy machine too it is CPU time
    /// that ends a program which computes; and 64 KiB of output.
    public static PythonLimits of(Duration timeout, long memoryBytes) {
        return new PythonLimits(timeout, timeout.multipliedBy(3).plus(SLACK), memoryBytes, DEFAULT_OUTPUT);
    }

    private static void require(boolean holds, String setting, Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("tool." + setting + " is " + value + "; " + rule);
        }
    }
}
