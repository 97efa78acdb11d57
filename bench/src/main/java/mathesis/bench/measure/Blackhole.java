package mathesis.bench.measure;

/// Where results go that nobody needs, so that the compiler cannot leave out what made them.
public final class Blackhole {
    private static volatile long sink;

    private Blackhole() {}

    public static void eat(long result) {
        sink = result;
    }
}
