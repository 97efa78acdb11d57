package mathesis.bench.engine;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/// Brings the kernels through the JVM's compilers before anything is measured. Every model runs on the same kernels, so
/// the smallest one will do; a cold kernel takes seconds to get there, and large models would be measured half-way.
final class WarmUp {
    private static final double WINDOW_SECONDS = 0.5;
    private static final int QUIET_WINDOWS = 3;
    private static final double QUIET_SHARE = 0.03;

    private WarmUp() {}

    /// Samples and trains until the compilers have been idle for a while, or time is up.
    static void run(double mostSeconds) {
        try (var training = new Training(Shape.M1, 1);
                var model = new Model(Shape.M1, 1);
                var decoding = Decoding.ofPrompts(model.transformer(), 64, model.prompts(16, 32))) {
            int quiet = 0;
            for (double spent = 0; quiet < QUIET_WINDOWS && spent < mostSeconds; spent += WINDOW_SECONDS) {
                double compiling = compilingSeconds();
                work(training, decoding);
                quiet = compilingSeconds() - compiling < QUIET_SHARE * WINDOW_SECONDS ? quiet + 1 : 0;
            }
        }
    }

    private static void work(Training training, Decoding decoding) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < WINDOW_SECONDS * 1e9) {
            decoding.run();
            training.step();
        }
    }

    /// Of all compiler threads together; 0 where the JVM does not say, which ends the warm-up early.
    private static double compilingSeconds() {
        return Optional.ofNullable(ManagementFactory.getCompilationMXBean())
                        .filter(CompilationMXBean::isCompilationTimeMonitoringSupported)
                        .map(CompilationMXBean::getTotalCompilationTime)
                        .orElse(0L)
                / 1e3;
    }
}
