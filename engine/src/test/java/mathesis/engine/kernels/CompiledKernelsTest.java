package mathesis.engine.kernels;

import static mathesis.engine.kernels.Floats.filled;
import static mathesis.engine.kernels.Floats.zeros;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every kernel reaches the top compiler tier under the default flags, whatever ran before it in this process.
///
/// Sizes are small, so that a kernel warms up in little time even while it is interpreted, and awkward: they have full
/// vectors and rests, and rows for tiles of every height.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CompiledKernelsTest {
    private static final int ROWS = 13;
    private static final int WIDTH = 2 * Gemm.PANEL;
    private static final int AWKWARD = 70;
    /// Logits of one row that make more than one block, with a rest.
    private static final int BLOCKS = 513;
    private static final long FLOATS = ROWS * AWKWARD;
    /// Outlives the tiles, which know addresses alone.
    private static final MemorySegment MATRICES = filled(WIDTH * WIDTH, 0);

    @ParameterizedTest(name = "{0}")
    @MethodSource({"matrices", "attention", "norms", "elementwise", "vocabulary", "optimizer"})
    void a_kernel_neither_stays_interpreted_nor_boxes_its_vectors(String name, Runnable kernel) {
        Compilation.settle(name, kernel);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tiles")
    void a_tile_is_compiled_at_the_top_tier(String method, Runnable tile) {
        Compilation.settle(method, tile);
        Compilation.awaitTopTier(Tile.class, method, tile);
    }

    static List<Arguments> matrices() {
        return List.of(
                kernel("product, written", product(ROWS, WIDTH, WIDTH, false)),
                kernel("product, added to", product(ROWS, WIDTH, WIDTH, true)),
                kernel("product of one row", product(1, WIDTH, WIDTH, false)),
                kernel("product with a narrow last panel", product(ROWS, AWKWARD, WIDTH, false)),
                kernel("product with a narrow last panel, added to", product(ROWS, AWKWARD, WIDTH, true)),
                kernel("product over more than one block of k", product(ROWS, WIDTH, 300, false)),
                kernel("product of a transposed matrix", transposedProduct()),
                kernel("product with 8-bit weights", int8Product(ROWS)),
                kernel("product of one row with 8-bit weights", int8Product(1)),
                kernel("packing of columns", packing(AWKWARD, 1)),
                kernel("packing of rows", packing(1, AWKWARD)));
    }

    private static Runnable product(int rows, int columns, int k, boolean accumulate) {
        var c = zeros((long) rows * columns);
        var a = filled((long) rows * k, 1);
        var b = filled(Gemm.packedFloats(k, columns), 0);
        return () -> Gemm.multiply(c, columns, a, k, 1, b, rows, columns, k, 0, rows, accumulate);
    }

    private static Runnable transposedProduct() {
        var c = zeros(FLOATS);
        var a = filled(WIDTH * ROWS, 1);
        var b = filled(Gemm.packedFloats(WIDTH, AWKWARD), 0);
        return () -> Gemm.multiply(c, AWKWARD, a, 1, ROWS, b, ROWS, AWKWARD, WIDTH, 0, ROWS, true);
    }

    private static Runnable int8Product(int rows) {
        var c = zeros((long) rows * AWKWARD);
        var a = filled((long) rows * WIDTH, 1);
        var w = zeros(Int8Gemm.packedFloats(WIDTH, AWKWARD));
        Int8Gemm.pack(w, filled(AWKWARD * WIDTH, 0.1f), WIDTH, AWKWARD);
        return () -> Int8Gemm.multiply(c, a, w, AWKWARD, WIDTH, 0, rows, true);
    }

    private static Runnable packing(long rowStride, long columnStride) {
        var packed = zeros(Gemm.packedFloats(AWKWARD, AWKWARD));
        var b = zeros(AWKWARD * AWKWARD);
        return () -> Gemm.pack(packed, b, rowStride, columnStride, AWKWARD, AWKWARD);
    }

    static Stream<Arguments> attention() {
        return Stream.of(10, 32, 48)
                .flatMap(headSize -> Stream.of(
                        kernel("attention of width " + headSize, new Heading(headSize, 1)::forward),
                        kernel("attention of width " + headSize + ", backward", new Heading(headSize, 1)::backward),
                        kernel("attention of width " + headSize + ", decoding", new Heading(headSize, 1)::decode),
                        kernel("attention of width " + headSize + ", decoding pairs", new Heading(headSize, 2)::decode),
                        kernel("cache of width " + headSize, new Heading(headSize, 1)::append)));
    }

    /// Two query heads on one or two key heads, over a sequence of one token and one of an awkward length.
    private static final class Heading {
        private static final int[] STARTS = {0, 1, AWKWARD};

        private final Heads shape;
        private final Scratch scratch = Scratch.ofThread();
        private final KvBlocks prompt;
        private final KvBlocks own;
        private final KvBlocks[] caches;
        private final MemorySegment wide;
        private final MemorySegment out;
        private final MemorySegment narrow;
        private final MemorySegment gradient;
        private final MemorySegment logSumExp = zeros(AWKWARD * 2L);

        Heading(int size, int kvHeads) {
            this.shape = new Heads(2, kvHeads, size);
            this.wide = filled(AWKWARD * 2L * size, 0.01f);
            this.out = zeros(AWKWARD * 2L * size);
            this.narrow = filled((long) AWKWARD * kvHeads * size, 0.01f);
            this.gradient = zeros((long) AWKWARD * kvHeads * size);
            this.prompt = new KvBlocks(Arena.ofAuto(), shape, AWKWARD);
            this.own = new KvBlocks(Arena.ofAuto(), shape, AWKWARD);
            long width = shape.keyValueWidth();
            this.caches = new KvBlocks[] {own, own, own};
            for (int t = 0; t < AWKWARD / 2; t++) {
                prompt.append(narrow, t * width, narrow, t * width);
                own.append(narrow, t * width, narrow, t * width);
            }
        }

        void forward() {
            Attention.forward(
                    out, logSumExp, wide, narrow, narrow, STARTS, shape, 0, Attention.units(STARTS, shape), scratch);
        }

        void backward() {
            Attention.backward(
                    out,
                    gradient,
                    gradient,
                    wide,
                    wide,
                    logSumExp,
                    wide,
                    narrow,
                    narrow,
                    STARTS,
                    shape,
                    0,
                    Attention.units(STARTS, shape),
                    scratch);
        }

        void decode() {
            Attention.decode(out, wide, 0, caches.length, prompt, caches, shape, scratch);
        }

        void append() {
            own.clear();
            own.append(narrow, 0, narrow, 0);
        }
    }

    static List<Arguments> norms() {
        var x = filled(FLOATS, 1);
        var dy = filled(FLOATS, 1);
        var y = zeros(FLOATS);
        var gain = filled(AWKWARD, 1);
        var inverse = filled(ROWS, 1);
        return List.of(
                kernel("norm", () -> RmsNorm.forward(y, inverse, x, gain, AWKWARD, 1e-5f, 0, ROWS)),
                kernel("norm, gradient of x", () -> RmsNorm.backwardInput(y, dy, x, gain, inverse, AWKWARD, 0, ROWS)),
                kernel(
                        "norm, gradient of the gain",
                        () -> RmsNorm.backwardGain(gain, dy, x, inverse, AWKWARD, ROWS, 0, AWKWARD)));
    }

    static List<Arguments> elementwise() {
        var x = filled(FLOATS, 1);
        var y = zeros(FLOATS);
        var z = zeros(FLOATS);
        var bias = zeros(AWKWARD);
        var positions = new int[ROWS];
        var tokens = new int[ROWS];
        var angles = filled(10, 0.5f);
        return List.of(
                kernel("SwiGLU", () -> SwiGlu.forward(y, x, x, AWKWARD, 0, ROWS)),
                kernel("SwiGLU, backward", () -> SwiGlu.backward(y, z, x, x, x, AWKWARD, 0, ROWS)),
                kernel("rotation", () -> Rope.rotate(y, angles, positions, 7, 10, false, 0, ROWS)),
                kernel("rotation back", () -> Rope.rotate(y, angles, positions, 7, 10, true, 0, ROWS)),
                kernel("embedding", () -> Embedding.forward(y, bias, tokens, AWKWARD, 0, ROWS)),
                kernel("embedding, backward", () -> Embedding.backward(bias, x, tokens, AWKWARD, 0, AWKWARD)),
                kernel("addition", () -> Elementwise.add(z, x, 0, FLOATS)),
                kernel("scaling", () -> Elementwise.scale(y, x, 0.5f, 0, FLOATS)),
                kernel("copy", () -> Elementwise.copy(y, x, 0, FLOATS)),
                kernel("fill", () -> Elementwise.fill(y, 1, 0, FLOATS)),
                kernel("bias", () -> Elementwise.addBias(z, bias, AWKWARD, 0, ROWS)),
                kernel("bias, gradient", () -> Elementwise.biasGradient(bias, x, AWKWARD, ROWS, 0, AWKWARD)));
    }

    static List<Arguments> vocabulary() {
        var logits = filled(FLOATS, 1);
        var gradient = zeros(FLOATS);
        var p = new float[AWKWARD];
        var targets = new int[ROWS];
        var logSumExps = new float[ROWS];
        var entropies = new float[ROWS];
        var coefficients = new float[] {1, 0};
        return List.of(
                kernel("log-sum-exp", () -> TokenLogProb.logSumExp(logits, 3, AWKWARD, 1)),
                kernel("log-sum-exp over blocks", () -> TokenLogProb.logSumExp(logits, 0, BLOCKS, 1)),
                kernel("scores over blocks", () -> TokenLogProb.scores(logits, 0, BLOCKS, 1, logSumExps, entropies, 3)),
                kernel("draw over blocks", () -> TokenLogProb.draw(logits, 0, BLOCKS, 1, 0.7, logSumExps, 3)),
                kernel("log-probability", () -> TokenLogProb.logprob(logits, 3, AWKWARD, 5, 1, 0)),
                kernel("scores", () -> TokenLogProb.scores(logits, 3, AWKWARD, 1, logSumExps, entropies, 3)),
                kernel("draw", () -> TokenLogProb.draw(logits, 3, AWKWARD, 1, 0.7, logSumExps, 3)),
                kernel("most probable token", () -> TokenLogProb.argmax(logits, 3, AWKWARD)),
                kernel("probabilities", () -> TokenLogProb.probabilities(p, logits, 3, AWKWARD, 1, 5)),
                kernel(
                        "log-probabilities, backward",
                        () -> TokenLogProb.backward(
                                gradient, logits, targets, logSumExps, coefficients, AWKWARD, 1, 0, 2)));
    }

    static List<Arguments> optimizer() {
        var w = zeros(FLOATS);
        var g = filled(FLOATS, 1);
        var m = zeros(FLOATS);
        var v = zeros(FLOATS);
        return List.of(
                kernel("AdamW", () -> AdamW.step(w, g, m, v, 0, FLOATS, 1e-6, 0.9, 0.95, 1e-8, 0.1, 1, 0.1, 0.05)),
                kernel("sum of squares", () -> AdamW.sumOfSquares(g, 0, FLOATS)));
    }

    static List<Arguments> tiles() {
        long out = Scratch.ofThread().tile();
        long a = MATRICES.address();
        long b = MATRICES.address();
        long aRow = WIDTH * 4L;
        long line = Gemm.PANEL * 4L;
        return List.of(
                kernel("rows8x2", () -> Tile.rows8x2(out, line, out, line, a, aRow, 4, b, line, WIDTH)),
                kernel("rows8x1", () -> Tile.rows8x1(out, line, out, line, a, aRow, 4, b, line, WIDTH)),
                kernel("rows4x2", () -> Tile.rows4x2(out, line, out, line, a, aRow, 4, b, line, WIDTH)),
                kernel("rows4x1", () -> Tile.rows4x1(out, line, out, line, a, aRow, 4, b, line, WIDTH)),
                kernel("rows1x4", () -> Tile.rows1x4(out, out, a, 4, b, aRow, WIDTH)),
                kernel("rows1x3", () -> Tile.rows1x3(out, out, a, 4, b, aRow, WIDTH)),
                kernel("rows1x2", () -> Tile.rows1x2(out, out, a, 4, b, line, WIDTH)),
                kernel("rows1x1", () -> Tile.rows1x1(out, out, a, 4, b, line, WIDTH)),
                kernel("pair1x4", () -> Tile.pair1x4(out, aRow, out, aRow, a, aRow, 4, b, 0, aRow, WIDTH)),
                kernel("pair1x3", () -> Tile.pair1x3(out, aRow, out, aRow, a, aRow, 4, b, 0, aRow, WIDTH)),
                kernel("pair1x2", () -> Tile.pair1x2(out, line, out, line, a, aRow, 4, b, 0, line, WIDTH)),
                kernel("pair1x1", () -> Tile.pair1x1(out, line, out, line, a, aRow, 4, b, 0, line, WIDTH)));
    }

    private static Arguments kernel(String name, Runnable kernel) {
        return Arguments.of(name, kernel);
    }
}
