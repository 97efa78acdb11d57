package mathesis.bench.jmh;

import java.lang.foreign.Arena;
import java.util.concurrent.TimeUnit;
import mathesis.bench.engine.RowWorks;
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

/// Row kernels in a JVM of their own, time and allocation of one call; see the package.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 8, time = 2)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RowKernelBenchmark {
    /// Which kernel.
    @Param
    public Kernel kernel;

    private Arena arena;
    private Runnable work;

    /// The kernels, each in the shape that the engine gives it most.
    public enum Kernel {
        RMS_NORM_FORWARD,
        RMS_NORM_BACKWARD,
        SWIGLU_FORWARD,
        SWIGLU_BACKWARD,
        SOFTMAX,
        CROSS_ENTROPY_FORWARD,
        CROSS_ENTROPY_BACKWARD,
        ADAMW
    }

    /// Fills the arrays.
    @Setup
    public void fill() {
        arena = Arena.ofShared();
        var rows = switch (kernel) {
            case RMS_NORM_FORWARD -> RowWorks.rmsNormForward(arena, 256, 288);
            case RMS_NORM_BACKWARD -> RowWorks.rmsNormBackward(arena, 256, 288);
            case SWIGLU_FORWARD -> RowWorks.swiGluForward(arena, 128, 768);
            case SWIGLU_BACKWARD -> RowWorks.swiGluBackward(arena, 128, 768);
            case SOFTMAX -> RowWorks.softmax(arena, 32000);
            case CROSS_ENTROPY_FORWARD -> RowWorks.crossEntropyForward(arena, 32000);
            case CROSS_ENTROPY_BACKWARD -> RowWorks.crossEntropyBackward(arena, 32000);
            case ADAMW -> RowWorks.adamW(arena, 1 << 16);
        };
        work = rows.ours();
    }

    /// One call.
    @Benchmark
    public void run() {
        work.run();
    }

    /// Frees the arrays.
    @TearDown
    public void free() {
        arena.close();
    }
}
