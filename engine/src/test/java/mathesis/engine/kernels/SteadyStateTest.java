package mathesis.engine.kernels;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A kernel that allocates is one whose vectors became objects: interpreted, or too large for the compiler to inline.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SteadyStateTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int ROWS = 6;
    private static final int CALLS = 500;
    private static final int MOST_ROUNDS = 2000;

    @ParameterizedTest(name = "{0}")
    @MethodSource("kernels")
    void a_compiled_kernel_allocates_nothing(String name, Runnable kernel) {
        long allocated = Long.MAX_VALUE;
        for (int round = 0; round < MOST_ROUNDS && allocated > 0; round++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int call = 0; call < CALLS; call++) {
                kernel.run();
            }
            allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        }
        assertTrue(
                allocated == 0,
                name + " allocates " + allocated / CALLS + " bytes a call after " + MOST_ROUNDS + " rounds");
    }

    static List<Arguments> kernels() {
        var kernels = new ArrayList<Arguments>();
        Stream.of(48, 288, 33).forEach(width -> rowKernels(kernels, width));
        Stream.of(48, 33).forEach(width -> packing(kernels, width));
        Stream.of(80, 513, 2048).forEach(vocabulary -> vocabularyKernels(kernels, vocabulary));
        return kernels;
    }

    private static void rowKernels(List<Arguments> kernels, int width) {
        var x = random(width, 1);
        var y = random(width, 2);
        var z = random(width, 3);
        var gain = random(width, 4);
        var invRms = random(width, 5);
        int n = ROWS * width;
        add(kernels, "norm", width, () -> RmsNorm.forward(y, invRms, x, gain, width, 1e-5f, 0, ROWS));
        add(kernels, "its input's gradient", width, () -> RmsNorm.backwardInput(z, y, x, gain, invRms, width, 0, ROWS));
        add(
                kernels,
                "its gain's gradient",
                width,
                () -> RmsNorm.backwardGain(gain, y, x, invRms, width, ROWS, 0, width));
        add(kernels, "gated unit", width, () -> SwiGlu.forward(z, x, y, width, 0, ROWS));
        add(kernels, "its gradient", width, () -> SwiGlu.backward(z, gain, y, x, y, width, 0, ROWS));
        add(kernels, "bias", width, () -> Elementwise.addBias(z, gain, width, 0, ROWS));
        add(kernels, "its gradient", width, () -> Elementwise.biasGradient(gain, x, width, ROWS, 0, width));
        add(kernels, "addition", width, () -> Elementwise.add(z, x, 0, n));
        add(kernels, "update", width, () -> AdamW.step(z, x, y, y, 0, n, 1e-3, 0.9, 0.95, 1e-8, 0.1, 1, 0.1, 0.1));
        add(kernels, "squares", width, () -> AdamW.sumOfSquares(x, 0, n));
        var positions = new int[] {0, 1, 2, 3, 4, 5};
        int even = width / 2 * 2;
        add(kernels, "rotation", even, () -> Rope.rotate(x, y, positions, 1, even, false, 0, ROWS));
    }

    private static void packing(List<Arguments> kernels, int width) {
        var weights = random(width, 1);
        var packed = Floats.zeros(Gemm.packedFloats(width, ROWS));
        add(kernels, "packing of rows", width, () -> Gemm.pack(packed, weights, 1, width, width, ROWS));
        var square = Floats.of(Floats.normal(width * width, 1));
        var panels = Floats.zeros(Gemm.packedFloats(width, width));
        add(kernels, "packing of a square", width, () -> Gemm.pack(panels, square, 1, width, width, width));
    }

    private static void vocabularyKernels(List<Arguments> kernels, int vocabulary) {
        var logits = random(vocabulary, 1);
        var gradient = random(vocabulary, 2);
        var scores = new float[ROWS];
        var entropies = new float[ROWS];
        var targets = new int[] {0, 1, 2, 3, 4, 5};
        add(kernels, "log-sum-exp", vocabulary, () -> TokenLogProb.logSumExp(logits, 1, vocabulary, 0.9f));
        add(
                kernels,
                "scores",
                vocabulary,
                () -> TokenLogProb.scores(logits, 1, vocabulary, 0.9f, scores, entropies, 1));
        add(kernels, "draw", vocabulary, () -> TokenLogProb.draw(logits, 1, vocabulary, 0.9f, 0.3, scores, 1));
        add(kernels, "argmax", vocabulary, () -> TokenLogProb.argmax(logits, 1, vocabulary));
        add(
                kernels,
                "gradient of log-probabilities",
                vocabulary,
                () -> TokenLogProb.backward(gradient, logits, targets, scores, scores, vocabulary, 0.9f, 0, ROWS));
    }

    private static void add(List<Arguments> kernels, String name, int width, Runnable kernel) {
        kernels.add(Arguments.of(name + ", " + width + " wide", kernel));
    }

    private static MemorySegment random(int width, long seed) {
        return Floats.of(Floats.normal(ROWS * width, seed));
    }
}
