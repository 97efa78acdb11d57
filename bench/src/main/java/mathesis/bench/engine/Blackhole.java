package mathesis.bench.engine;

/// Where results go that nobody needs, so that the compiler cannot leave out what made them.
final class Blackhole {
    private static volatile float sink;

    private Blackhole() {}

    static void eat(float result) {
        sink = result;
    }
}
