package mathesis.engine.kernels;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Log-probability and entropy of the softmax over rows of logits `[rows, V]` at a temperature.
///
/// `p[v] = exp(logits[v] / temperature - logSumExp)`. Sampler and learner both come here, so that both see the same
/// float for the same logits.
public final class TokenLogProb {
    private TokenLogProb() {}

    /// `ln sum exp(logits / temperature)` of one row.
    public static float logSumExp(MemorySegment logits, long row, int vocabulary, float inverseTemperature) {
        long z = row(logits, row, vocabulary);
        float max = Rows.max(z, vocabulary, inverseTemperature);
        float sum = Rows.sumOfExponentials(z, vocabulary, inverseTemperature, max);
        Memory.keep(logits);
        return (float) (max + StrictMath.log(sum));
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
        logSumExps[at] = logSumExp(logits, row, vocabulary, inverseTemperature);
        entropies[at] = entropy(logits, row, vocabulary, inverseTemperature, logSumExps[at]);
    }

    /// `ln p[token]`.
    public static float logprob(
            MemorySegment logits, long row, int vocabulary, int token, float inverseTemperature, float logSumExp) {
        return logits.getAtIndex(ValueLayout.JAVA_FLOAT, row * vocabulary + token) * inverseTemperature - logSumExp;
    }

    /// Entropy of the row's distribution in nats.
    public static float entropy(
            MemorySegment logits, long row, int vocabulary, float inverseTemperature, float logSumExp) {
        float entropy = Rows.entropy(row(logits, row, vocabulary), vocabulary, inverseTemperature, logSumExp);
        Memory.keep(logits);
        return entropy;
    }

    /// Writes the row's distribution to `p[0..vocabulary)`.
    public static void probabilities(
            float[] p, MemorySegment logits, long row, int vocabulary, float inverseTemperature) {
        float logSumExp = logSumExp(logits, row, vocabulary, inverseTemperature);
        long z = row(logits, row, vocabulary);
        for (int v = 0; v < vocabulary; v += Lanes.WIDTH) {
            var mask = Lanes.tail(v, vocabulary);
            var scaled =
                    Lanes.load(Lanes.at(z, v), mask).mul(inverseTemperature).sub(logSumExp);
            VectorMath.exp(scaled).intoArray(p, v, mask);
        }
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
