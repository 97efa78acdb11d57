package mathesis.engine.kernels;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Log-probability and entropy of the softmax over rows of logits `[rows, V]` at a temperature.
///
/// `p[v] = exp(logits[v] / temperature - logSumExp)`. Sampler and learner both come here, so that both see the same
/// float for the same logits. Uses the calling thread's [Scratch].
public final class TokenLogProb {
    private TokenLogProb() {}

    /// `ln sum exp(logits / temperature)` of one row.
    public static float logSumExp(MemorySegment logits, long row, int vocabulary, float inverseTemperature) {
        var softmax = Scratch.ofThread().softmax();
        softmax.read(row(logits, row, vocabulary), vocabulary, inverseTemperature);
        Memory.keep(logits);
        return softmax.logSumExp();
    }

    /// Writes `logSumExps[at]`, the same float as [#logSumExp], and `entropies[at]`, the entropy of the row's
    /// distribution in nats.
    public static void scores(
            MemorySegment logits,
            long row,
            int vocabulary,
            float inverseTemperature,
            float[] logSumExps,
            float[] entropies,
            int at) {
        var softmax = Scratch.ofThread().softmax();
        softmax.readWithMoments(row(logits, row, vocabulary), vocabulary, inverseTemperature);
        logSumExps[at] = softmax.logSumExp();
        entropies[at] = softmax.entropy();
        Memory.keep(logits);
    }

    /// Draws a token from the row's distribution: the one whose stretch of the probability, ids ascending, holds
    /// `uniform` in [0, 1). Never one of probability 0. Writes `logSumExps[at]`, the same float as [#logSumExp].
    public static int draw(
            MemorySegment logits,
            long row,
            int vocabulary,
            float inverseTemperature,
            double uniform,
            float[] logSumExps,
            int at) {
        var softmax = Scratch.ofThread().softmax();
        softmax.read(row(logits, row, vocabulary), vocabulary, inverseTemperature);
        logSumExps[at] = softmax.logSumExp();
        int token = softmax.draw(uniform);
        Memory.keep(logits);
        return token;
    }

    /// The token with the largest logit: the lowest id among equals. A NaN is never larger, nor is anything larger
    /// than a NaN at id 0.
    public static int argmax(MemorySegment logits, long row, int vocabulary) {
        int token = Rows.indexOfMax(row(logits, row, vocabulary), vocabulary);
        Memory.keep(logits);
        return token;
    }

    /// `ln p[token]`.
    public static float logprob(
            MemorySegment logits, long row, int vocabulary, int token, float inverseTemperature, float logSumExp) {
        float logit = logits.getAtIndex(ValueLayout.JAVA_FLOAT, row * vocabulary + token);
        return Math.fma(logit, inverseTemperature, -logSumExp);
    }

    /// Writes the row's distribution to `p[0..vocabulary)`, given its [#logSumExp].
    public static void probabilities(
            float[] p, MemorySegment logits, long row, int vocabulary, float inverseTemperature, float logSumExp) {
        long z = row(logits, row, vocabulary);
        Rows.softmax(p, z, vocabulary, inverseTemperature, logSumExp);
        Memory.keep(logits);
    }

    /// Writes rows `[from, to)` of `dlogits`, the gradient of a loss whose derivative by `ln p[target]` is
    /// `-coefficient`: `coefficient / temperature * (p - onehot(target))`. Rows without a target (negative) become
    /// zero. `dlogits` may be `logits`.
    public static void backward(
            MemorySegment dlogits,
            MemorySegment logits,
            int[] targets,
            float[] logSumExps,
            float[] coefficients,
            int vocabulary,
            float inverseTemperature,
            int from,
            int to) {
        for (int row = from; row < to; row++) {
            long dz = row(dlogits, row, vocabulary);
            if (targets[row] < 0 || coefficients[row] == 0) {
                Elementwise.fill(dz, 0, vocabulary);
            } else {
                float factor = coefficients[row] * inverseTemperature;
                long z = row(logits, row, vocabulary);
                Rows.softmax(dz, z, vocabulary, inverseTemperature, logSumExps[row], factor);
                long target = Lanes.at(dz, targets[row]);
                Lanes.set(target, Lanes.get(target) - factor);
            }
        }
        Memory.keep(dlogits, logits);
    }

    private static long row(MemorySegment logits, long row, int vocabulary) {
        return Lanes.at(Memory.address(logits, row * vocabulary, (row + 1) * vocabulary), row * vocabulary);
    }
}
