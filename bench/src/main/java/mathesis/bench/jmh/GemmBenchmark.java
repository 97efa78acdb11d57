package mathesis.bench.jmh;

import java.lang.foreign.Arena;
import java.util.concurrent.TimeUnit;
import mathesis.bench.engine.GemmShape;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Matrix products `M x K x N` in a JVM of their own, time and allocation of one call; see the package.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 8, time = 2)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class GemmBenchmark {
    /// Rows, depth and columns; a last `T` makes it a weight gradient.
    @Param({"1x512x512", "16x512x1408", "16x192x512", "64x512x512", "64x64x256", "2048x512x1408", "768x2048x288xT"})
    public String shape;

    private Arena arena;
    private Runnable product;

    /// Fills the matrices.
    @Setup
    public void fill() {
        arena = Arena.ofShared();
        String[] parts = shape.split("x", -1);
        product = new GemmShape(
                        Integer.parseInt(parts[0]),
                        Integer.parseInt(parts[1]),
                        Integer.parseInt(parts[2]),
                        parts.length > 3)
                .ready(arena);
    }

    /// One product.
    @Benchmark
    public void multiply() {
        product.run();
    }

    /// Frees the matrices.
    @TearDown
    public void free() {
        arena.close();
    }
}
