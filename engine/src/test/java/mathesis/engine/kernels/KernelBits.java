package mathesis.engine.kernels;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import mathesis.engine.AdamWConfig;
import mathesis.engine.ModelConfig;
import mathesis.engine.ModelConfig.Architecture;
import mathesis.engine.ModelConfig.RopeScaling;
import mathesis.engine.TokenBatch;
import mathesis.engine.Trainer;
import mathesis.engine.Transformer;
import mathesis.engine.WeightedLikelihood;
import mathesis.engine.Weights;

/// One number for the bits that the row kernels and a whole model compute, to compare JVMs with different vector widths
/// and compiled with
/// interpreted code. Prints the width in floats and the number; run as a program of its own.
public final class KernelBits {
    private static final int[] SIZES = {1, 7, 15, 16, 17, 31, 33, 48, 511, 512, 513, 1025, 32000};
    private static final int ROWS = 5;

    private long hash = 0xcbf29ce484222325L;

    private KernelBits() {}

    /// @param args how many rounds to compute; all must give the same number
    public static void main(String... args) {
        long first = ofAll();
        for (int round = 1; round < Integer.parseInt(args[0]); round++) {
            long again = ofAll();
            if (again != first) {
                throw new IllegalStateException("round " + round + " gave " + again + ", the first one " + first);
            }
        }
        System.out.println(Lanes.WIDTH + " " + Long.toHexString(first));
    }

    private static long ofAll() {
        var bits = new KernelBits();
        try (var arena = Arena.ofConfined()) {
            for (int size : SIZES) {
                var inputs = new Inputs(arena, size);
                bits.vocabulary(inputs);
                bits.norm(inputs);
                bits.gatedUnit(inputs);
                bits.elements(inputs);
                bits.attentionRow(inputs);
                bits.packing(inputs);
            }
            bits.rotation(arena);
        }
        bits.model();
        return bits.hash;
    }

    /// A small model trained for two steps, then a prompt with two samples that go on from it.
    private void model() {
        var config = new ModelConfig(
                Architecture.QWEN3, 70, 40, 56, 2, 4, 2, 20, 64, 1e-5, 10000, new RopeScaling.None(), true);
        try (var weights = Weights.random(config, 0.2, new Random(3));
                var transformer = new Transformer(weights, 2);
                var trainer = new Trainer(transformer, AdamWConfig.PAPER)) {
            var batch = TokenBatch.ofSequences(List.of(tokens(50, 1), tokens(9, 2), tokens(33, 3)));
            for (int step = 0; step < 2; step++) {
                trainer.accumulate(batch, WeightedLikelihood.mean(batch));
                trainer.update(1e-2);
            }
            add(weights.data());
            add(MemorySegment.ofArray(transformer.score(batch).logprobs_T()));
            try (var decoder = transformer.decoder(2, 20);
                    var prompt = decoder.prefill(tokens(17, 4))) {
                int[] slots = {decoder.open(prompt), decoder.open(prompt)};
                int[] last = {1, 2};
                var logprobs = new float[2];
                for (int t = 0; t < 20; t++) {
                    var logits = decoder.step(slots, last, 2);
                    for (int row = 0; row < 2; row++) {
                        last[row] = logits.draw(row, 0.8, (t + 0.5 * row) / 20, logprobs);
                        add(last[row]);
                        add(logprobs[row]);
                    }
                }
            }
        }
    }

    private static int[] tokens(int count, long seed) {
        return new Random(seed).ints(count, 0, 70).toArray();
    }

    private void vocabulary(Inputs in) {
        var x = in.random(1);
        var lse = new float[ROWS];
        var entropies = new float[ROWS];
        var probabilities = new float[in.size];
        for (int row = 0; row < ROWS; row++) {
            add(TokenLogProb.draw(x, row, in.size, 0.7f, row / 5.0 + 0.1, lse, row));
            add(lse[row]);
            TokenLogProb.scores(x, row, in.size, 0.7f, lse, entropies, row);
            add(lse[row]);
            add(entropies[row]);
            add(TokenLogProb.argmax(x, row, in.size));
            TokenLogProb.probabilities(probabilities, x, row, in.size, 0.7f, lse[row]);
            add(MemorySegment.ofArray(probabilities));
        }
        int[] targets = {0, -1, in.size - 1, in.size / 2, 0};
        TokenLogProb.backward(x, x, targets, lse, new float[] {1, 1, -2, 0, 3}, in.size, 0.7f, 0, ROWS);
        add(x);
    }

    private void norm(Inputs in) {
        var x = in.random(1);
        var dy = in.random(2);
        var dx = in.random(3);
        var gain = in.random(4);
        var invRms = in.random(5);
        RmsNorm.forward(dy, invRms, x, gain, in.size, 1e-5f, 0, ROWS);
        add(dy);
        RmsNorm.backwardInput(dx, dy, x, gain, invRms, in.size, 0, ROWS);
        add(dx);
        RmsNorm.backwardGain(gain, dy, x, invRms, in.size, ROWS, 0, in.size);
        add(gain);
    }

    private void gatedUnit(Inputs in) {
        var gate = in.random(1);
        var up = in.random(2);
        var h = in.random(3);
        SwiGlu.forward(h, gate, up, in.size, 0, ROWS);
        add(h);
        SwiGlu.backward(gate, up, h, gate, up, in.size, 0, ROWS);
        add(gate);
        add(up);
    }

    private void elements(Inputs in) {
        var w = in.random(1);
        var g = in.random(2);
        var m = in.random(3);
        var v = in.random(4);
        int n = ROWS * in.size;
        Elementwise.scale(v, v, 1e-3f, 0, n);
        SwiGlu.forward(v, v, v, in.size, 0, ROWS);
        Elementwise.addBias(g, m, in.size, 0, ROWS);
        Elementwise.biasGradient(m, g, in.size, ROWS, 0, in.size);
        Elementwise.add(g, m, 1, n);
        AdamW.step(w, g, m, m, 1, n, 1e-2, 0.9, 0.95, 1e-8, 0.1, 0.3, 0.1, 0.05);
        add(w);
        add(m);
        add(Double.doubleToRawLongBits(AdamW.sumOfSquares(w, 1, n)));
    }

    private void attentionRow(Inputs in) {
        long x = in.random(1).address();
        long y = in.random(2).address();
        add(Rows.dot(x, y, in.size));
        float max = Rows.max(x, in.size, 0.3f);
        add(max);
        add(Rows.exponentiate(x, in.size, 0.3f, max));
        Rows.scoreGradient(x, y, in.size, 0.3f, max, 0.1f);
        add(Lanes.get(x));
        add(Lanes.get(Lanes.at(y, in.size - 1)));
    }

    private void packing(Inputs in) {
        var packed = in.arena.allocate(Gemm.packedFloats(in.size, ROWS) * Float.BYTES, 64);
        Gemm.pack(packed, in.random(1), 1, in.size, in.size, ROWS);
        add(packed);
    }

    private void rotation(Arena arena) {
        for (int headSize : new int[] {2, 8, 10, 32, 48, 64}) {
            var in = new Inputs(arena, 3 * headSize);
            var x = in.random(1);
            Rope.rotate(x, in.random(2), new int[] {0, 3, 1, 6, 2}, 3, headSize, headSize > 20, 0, ROWS);
            add(x);
        }
    }

    private void add(MemorySegment data) {
        add((long) Arrays.hashCode(data.toArray(ValueLayout.JAVA_INT)));
    }

    private void add(float value) {
        add((long) Float.floatToIntBits(value));
    }

    private void add(long bits) {
        hash = (hash ^ bits) * 0x100000001b3L;
    }

    /// Rows of one width.
    private record Inputs(Arena arena, int size) {
        /// Numbers between -3 and 3, always the same for a seed.
        MemorySegment random(int seed) {
            var values = new float[ROWS * size];
            int state = seed;
            for (int i = 0; i < values.length; i++) {
                state = state * 1664525 + 1013904223;
                values[i] = (state >> 8) * (3 * 0x1p-23f);
            }
            return arena.allocate(values.length * (long) Float.BYTES, 64).copyFrom(MemorySegment.ofArray(values));
        }
    }
}
