package mathesis.engine.kernels;

import static mathesis.engine.kernels.Floats.array;
import static mathesis.engine.kernels.Floats.assertClose;
import static mathesis.engine.kernels.Floats.assertSameBits;
import static mathesis.engine.kernels.Floats.normal;
import static mathesis.engine.kernels.Floats.of;
import static mathesis.engine.kernels.Floats.zeros;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AttentionTest {
    private static final int[] STARTS = {0, 1, 8, 41, 42, 58, 75, 139};

    @ParameterizedTest(name = "{0} heads over {1}, width {2}")
    @CsvSource({"1, 1, 8", "4, 4, 32", "6, 2, 48", "4, 1, 64", "3, 3, 10", "2, 1, 128"})
    void forward_and_backward_equal_the_reference(int heads, int kvHeads, int headSize) {
        var layer = new Layer(STARTS, heads, kvHeads, headSize);
        layer.forward();
        layer.backward();
        var expected = new Expected(layer);
        assertClose(expected.out, array(layer.out), 1e-5);
        assertClose(expected.dq, array(layer.dq), 2e-5);
        assertClose(expected.dk, array(layer.dk), 2e-5);
        assertClose(expected.dv, array(layer.dv), 2e-5);
    }

    @ParameterizedTest(name = "prompt of {0}")
    @ValueSource(ints = {0, 1, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 70})
    void decoding_gives_the_bits_of_the_training_pass(int promptLength) {
        var layer = new Layer(new int[] {0, 70}, 4, 2, 48);
        layer.forward();
        var expected = array(layer.out);
        try (var arena = Arena.ofConfined()) {
            var prompt = new KvBlocks(arena, new Heads(4, 2, 48), 70);
            var own = new KvBlocks(arena, new Heads(4, 2, 48), 70);
            int width = 2 * 48;
            for (int t = 0; t < promptLength; t++) {
                prompt.append(layer.k, (long) t * width, layer.v, (long) t * width);
            }
            for (int t = promptLength; t < 70; t++) {
                own.append(layer.k, (long) t * width, layer.v, (long) t * width);
                var out = zeros(70 * 4 * 48);
                Attention.decode(out, layer.q, t, t + 1, prompt, caches(t, own), layer.shape(), Scratch.ofThread());
                int row = 4 * 48;
                assertSameBits(
                        java.util.Arrays.copyOfRange(expected, t * row, (t + 1) * row),
                        Floats.array(out, (long) t * row, row));
            }
        }
    }

    private static KvBlocks[] caches(int row, KvBlocks own) {
        var caches = new KvBlocks[row + 1];
        caches[row] = own;
        return caches;
    }

    @ParameterizedTest(name = "{0} samples, {1} heads over {2}, width {3}")
    @CsvSource({"1, 4, 4, 32", "7, 4, 2, 48", "16, 6, 6, 48", "9, 4, 1, 10", "33, 2, 2, 64"})
    void samples_of_one_prompt_have_the_same_bits_together_and_alone(int samples, int heads, int kvHeads, int size) {
        var layer = new Layer(new int[] {0, 90}, heads, kvHeads, size);
        int width = kvHeads * size;
        try (var arena = Arena.ofConfined()) {
            var prompt = new KvBlocks(arena, layer.shape(), 37);
            for (int t = 0; t < 37; t++) {
                prompt.append(layer.k, (long) t * width, layer.v, (long) t * width);
            }
            var own = new KvBlocks[samples];
            for (int s = 0; s < samples; s++) {
                own[s] = new KvBlocks(arena, layer.shape(), 40);
                for (int t = 37 + s; t < 38 + 2 * s % 37 + s; t++) {
                    own[s].append(layer.k, (long) t % 90 * width, layer.v, (long) t % 90 * width);
                }
            }
            var together = zeros(90L * heads * size);
            var alone = zeros(90L * heads * size);
            Attention.decode(together, layer.q, 0, samples, prompt, own, layer.shape(), Scratch.ofThread());
            for (int s = 0; s < samples; s++) {
                Attention.decode(alone, layer.q, s, s + 1, prompt, own, layer.shape(), Scratch.ofThread());
            }
            assertSameBits(array(alone), array(together));
        }
    }

    @ParameterizedTest(name = "{0} threads")
    @ValueSource(ints = {1, 2, 3})
    void a_sequence_has_the_same_bits_alone_and_packed_on_any_number_of_threads(int threads) {
        var packed = new Layer(STARTS, 4, 2, 32);
        try (var workers = Workers.of(threads)) {
            workers.forEach(Attention.units(STARTS, new Heads(4, 2, 32)), 1, packed::forward);
            workers.forEach(Attention.units(STARTS, new Heads(4, 2, 32)), 1, packed::backward);
        }
        for (int s = 0; s < STARTS.length - 1; s++) {
            var alone = packed.sequence(s);
            alone.forward();
            alone.backward();
            assertSameBits(
                    array(alone.out), Floats.array(packed.out, STARTS[s] * 128L, (int) alone.out.byteSize() / 4));
            assertSameBits(array(alone.dq), Floats.array(packed.dq, STARTS[s] * 128L, (int) alone.dq.byteSize() / 4));
            assertSameBits(array(alone.dk), Floats.array(packed.dk, STARTS[s] * 64L, (int) alone.dk.byteSize() / 4));
            assertSameBits(array(alone.dv), Floats.array(packed.dv, STARTS[s] * 64L, (int) alone.dv.byteSize() / 4));
        }
    }

    /// Buffers of one attention layer, inputs drawn from fixed seeds.
    private static final class Layer {
        final int[] starts;
        final int heads;
        final int kvHeads;
        final int headSize;
        final MemorySegment q;
        final MemorySegment k;
        final MemorySegment v;
        final MemorySegment dOut;
        final MemorySegment out;
        final MemorySegment logSumExp;
        final MemorySegment dq;
        final MemorySegment dk;
        final MemorySegment dv;

        Layer(int[] starts, int heads, int kvHeads, int headSize) {
            this(
                    starts,
                    heads,
                    kvHeads,
                    headSize,
                    of(normal(starts[starts.length - 1] * heads * headSize, 1)),
                    of(normal(starts[starts.length - 1] * kvHeads * headSize, 2)),
                    of(normal(starts[starts.length - 1] * kvHeads * headSize, 3)),
                    of(normal(starts[starts.length - 1] * heads * headSize, 4)));
        }

        private Layer(
                int[] starts,
                int heads,
                int kvHeads,
                int headSize,
                MemorySegment q,
                MemorySegment k,
                MemorySegment v,
                MemorySegment dOut) {
            this.starts = starts;
            this.heads = heads;
            this.kvHeads = kvHeads;
            this.headSize = headSize;
            this.q = q;
            this.k = k;
            this.v = v;
            this.dOut = dOut;
            this.out = Floats.filled(q.byteSize() / 4, 9);
            this.logSumExp = zeros((long) starts[starts.length - 1] * heads);
            this.dq = Floats.filled(q.byteSize() / 4, 9);
            this.dk = Floats.filled(k.byteSize() / 4, 9);
            this.dv = Floats.filled(k.byteSize() / 4, 9);
        }

        Layer sequence(int s) {
            long row = 4L * headSize;
            long from = starts[s];
            long length = starts[s + 1] - starts[s];
            return new Layer(
                    new int[] {0, (int) length},
                    heads,
                    kvHeads,
                    headSize,
                    q.asSlice(from * row * heads, length * row * heads),
                    k.asSlice(from * row * kvHeads, length * row * kvHeads),
                    v.asSlice(from * row * kvHeads, length * row * kvHeads),
                    dOut.asSlice(from * row * heads, length * row * heads));
        }

        Heads shape() {
            return new Heads(heads, kvHeads, headSize);
        }

        void forward() {
            forward(0, Attention.units(starts, shape()));
        }

        void backward() {
            backward(0, Attention.units(starts, shape()));
        }

        void forward(int from, int to) {
            Attention.forward(out, logSumExp, q, k, v, starts, shape(), from, to, Scratch.ofThread());
        }

        void backward(int from, int to) {
            Attention.backward(
                    dq, dk, dv, dOut, out, logSumExp, q, k, v, starts, shape(), from, to, Scratch.ofThread());
        }
    }

    /// What the reference says about a layer.
    private static final class Expected {
        final float[] out;
        final float[] dq;
        final float[] dk;
        final float[] dv;

        Expected(Layer layer) {
            out = new float[(int) layer.q.byteSize() / 4];
            dq = new float[out.length];
            dk = new float[(int) layer.k.byteSize() / 4];
            dv = new float[dk.length];
            for (int s = 0; s < layer.starts.length - 1; s++) {
                for (int h = 0; h < layer.heads; h++) {
                    head(layer, layer.starts[s], layer.starts[s + 1], h);
                }
            }
        }

        private void head(Layer layer, int from, int to, int h) {
            int kvHead = h / (layer.heads / layer.kvHeads);
            var q = rows(array(layer.q), from, to, layer.heads, h, layer.headSize);
            var k = rows(array(layer.k), from, to, layer.kvHeads, kvHead, layer.headSize);
            var v = rows(array(layer.v), from, to, layer.kvHeads, kvHead, layer.headSize);
            var dOut = rows(array(layer.dOut), from, to, layer.heads, h, layer.headSize);
            var dqRows = new double[to - from][layer.headSize];
            var dkRows = new double[to - from][layer.headSize];
            var dvRows = new double[to - from][layer.headSize];
            AttentionReference.backward(dqRows, dkRows, dvRows, dOut, q, k, v);
            add(out, AttentionReference.forward(q, k, v), from, layer.heads, h);
            add(dq, dqRows, from, layer.heads, h);
            add(dk, dkRows, from, layer.kvHeads, kvHead);
            add(dv, dvRows, from, layer.kvHeads, kvHead);
        }

        private static double[][] rows(float[] x, int from, int to, int heads, int h, int headSize) {
            var rows = new double[to - from][headSize];
            for (int t = from; t < to; t++) {
                for (int d = 0; d < headSize; d++) {
                    rows[t - from][d] = x[(t * heads + h) * headSize + d];
                }
            }
            return rows;
        }

        private static void add(float[] x, double[][] rows, int from, int heads, int h) {
            for (int t = 0; t < rows.length; t++) {
                for (int d = 0; d < rows[t].length; d++) {
                    x[((from + t) * heads + h) * rows[t].length + d] += (float) rows[t][d];
                }
            }
        }
    }
}
