package mathesis.bench.engine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Locale;
import mathesis.bench.engine.RowWork.Pair;
import mathesis.engine.Logits;
import mathesis.engine.kernels.AdamW;
import mathesis.engine.kernels.RmsNorm;
import mathesis.engine.kernels.SwiGlu;
import mathesis.engine.kernels.TokenLogProb;

/// Row kernels beside their twins, ready to run on arrays of an arena.
public final class RowWorks {
    private static final float EPS = 1e-5f;
    private static final double LEARNING_RATE = 1e-4;
    private static final double CORRECTION_1 = 0.1;
    private static final double CORRECTION_2 = 0.05;

    private RowWorks() {}

    public static RowWork rmsNormForward(Arena arena, int rows, int channels) {
        var floats = new Floats(arena);
        long count = (long) rows * channels;
        var x = floats.random(count, -1);
        var g = floats.random(channels, 0);
        var y = new Pair(floats.zeros(count), floats.zeros(count));
        var invRms = new Pair(floats.zeros(rows), floats.zeros(rows));
        return new RowWork(
                "RMSNorm forward " + rows + " x " + channels,
                bytes(2 * count),
                () -> RmsNorm.forward(y.ours(), invRms.ours(), x, g, channels, EPS, 0, rows),
                c -> c.rmsNormForward(y.twins(), invRms.twins(), x, g, channels, EPS, rows),
                List.of(y, invRms));
    }

    public static RowWork rmsNormBackward(Arena arena, int rows, int channels) {
        var floats = new Floats(arena);
        long count = (long) rows * channels;
        var x = floats.random(count, -1);
        var dy = floats.random(count, -1);
        var g = floats.random(channels, 0);
        var invRms = floats.zeros(rows);
        RmsNorm.forward(floats.zeros(count), invRms, x, g, channels, EPS, 0, rows);
        var dx = new Pair(floats.zeros(count), floats.zeros(count));
        var dg = new Pair(floats.zeros(channels), floats.zeros(channels));
        return new RowWork(
                "RMSNorm backward " + rows + " x " + channels,
                bytes(4 * count),
                () -> {
                    RmsNorm.backwardInput(dx.ours(), dy, x, g, invRms, channels, 0, rows);
                    RmsNorm.backwardGain(dg.ours(), dy, x, invRms, channels, rows, 0, channels);
                },
                c -> c.rmsNormBackward(dx.twins(), dg.twins(), dy, x, g, invRms, channels, rows),
                List.of(dx, dg));
    }

    public static RowWork swiGluForward(Arena arena, int rows, int width) {
        var floats = new Floats(arena);
        long count = (long) rows * width;
        var gate = floats.random(count, -1);
        var up = floats.random(count, -1);
        var h = new Pair(floats.zeros(count), floats.zeros(count));
        return new RowWork(
                "SwiGLU forward " + rows + " x " + width,
                bytes(3 * count),
                () -> SwiGlu.forward(h.ours(), gate, up, width, 0, rows),
                c -> c.swiGluForward(h.twins(), gate, up, count),
                List.of(h));
    }

    public static RowWork swiGluBackward(Arena arena, int rows, int width) {
        var floats = new Floats(arena);
        long count = (long) rows * width;
        var gate = floats.random(count, -1);
        var up = floats.random(count, -1);
        var dh = floats.random(count, -1);
        var dGate = new Pair(floats.zeros(count), floats.zeros(count));
        var dUp = new Pair(floats.zeros(count), floats.zeros(count));
        return new RowWork(
                "SwiGLU backward " + rows + " x " + width,
                bytes(5 * count),
                () -> SwiGlu.backward(dGate.ours(), dUp.ours(), dh, gate, up, width, 0, rows),
                c -> c.swiGluBackward(dGate.twins(), dUp.twins(), dh, gate, up, count),
                List.of(dGate, dUp));
    }

    /// What the sampler does to a row of logits; ours writes to the heap.
    public static RowWork softmax(Arena arena, int vocabulary) {
        var floats = new Floats(arena);
        var z = floats.random(vocabulary, -1);
        var logits = new Logits(z, vocabulary);
        var heap = new float[vocabulary];
        var p = new Pair(MemorySegment.ofArray(heap), floats.zeros(vocabulary));
        return new RowWork(
                "softmax " + vocabulary,
                bytes(2L * vocabulary),
                () -> logits.probabilities(0, 1, logits.logSumExp(0, 1), heap),
                c -> c.softmax(p.twins(), z, vocabulary, 1),
                List.of(p));
    }

    public static RowWork crossEntropyForward(Arena arena, int vocabulary) {
        var floats = new Floats(arena);
        var z = floats.random(vocabulary, -1);
        var lse = new Pair(floats.zeros(1), floats.zeros(1));
        return new RowWork(
                "cross-entropy forward " + vocabulary,
                bytes(vocabulary),
                () -> lse.ours().set(ValueLayout.JAVA_FLOAT, 0, TokenLogProb.logSumExp(z, 0, vocabulary, 1)),
                c -> lse.twins().set(ValueLayout.JAVA_FLOAT, 0, c.logSumExp(z, vocabulary, 1)),
                List.of(lse));
    }

    public static RowWork crossEntropyBackward(Arena arena, int vocabulary) {
        var floats = new Floats(arena);
        var z = floats.random(vocabulary, -1);
        var dz = new Pair(floats.zeros(vocabulary), floats.zeros(vocabulary));
        int target = vocabulary / 3;
        int[] targets = {target};
        float[] logSumExps = {TokenLogProb.logSumExp(z, 0, vocabulary, 1)};
        float[] coefficients = {0.5f};
        return new RowWork(
                "cross-entropy backward " + vocabulary,
                bytes(2L * vocabulary),
                () -> TokenLogProb.backward(dz.ours(), z, targets, logSumExps, coefficients, vocabulary, 1, 0, 1),
                c -> c.crossEntropyBackward(dz.twins(), z, vocabulary, target, logSumExps[0], coefficients[0], 1),
                List.of(dz));
    }

    public static RowWork adamW(Arena arena, int parameters) {
        var floats = new Floats(arena);
        var g = floats.random(parameters, -1);
        var weights = floats.random(parameters, -1);
        var w = new Pair(weights, floats.copy(weights));
        var m = new Pair(floats.zeros(parameters), floats.zeros(parameters));
        var v = new Pair(floats.zeros(parameters), floats.zeros(parameters));
        return new RowWork(
                String.format(Locale.ROOT, "AdamW %,d parameters", parameters),
                bytes(7L * parameters),
                () -> AdamW.step(
                        w.ours(),
                        g,
                        m.ours(),
                        v.ours(),
                        0,
                        parameters,
                        LEARNING_RATE,
                        0.9,
                        0.95,
                        1e-8,
                        0.1,
                        1,
                        CORRECTION_1,
                        CORRECTION_2),
                c -> c.adamW(
                        w.twins(),
                        g,
                        m.twins(),
                        v.twins(),
                        parameters,
                        (float) (1 - LEARNING_RATE * 0.1),
                        1,
                        0.9f,
                        0.95f,
                        (float) Math.sqrt(CORRECTION_2),
                        1e-8f,
                        (float) (LEARNING_RATE / CORRECTION_1)),
                List.of(w, m, v));
    }

    private static double bytes(long floats) {
        return (double) Float.BYTES * floats;
    }
}
