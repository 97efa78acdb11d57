package mathesis.bench.measure;

/// A fixed amount of work that knows how long it took, by whatever clock suits it.
@FunctionalInterface
public interface Timed {
    /// Does the work so many times; returns the seconds that count.
    double seconds(int repeats);

    /// Work timed in CPU seconds of the thread that calls it; the clock is read once around all repeats.
    static Timed cpu(Runnable work) {
        return repeats -> {
            double start = CpuClock.now();
            for (int i = 0; i < repeats; i++) {
                work.run();
            }
            return CpuClock.now() - start;
        };
    }
}
