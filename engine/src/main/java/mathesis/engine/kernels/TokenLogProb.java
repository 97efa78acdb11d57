package mathesis.engine.kernels;

import java.lang.foreign.MemorySegment;

/// Log-probability and entropy of the softmax over rows of logits `[rows, V]` at a temperature.
///
/// `p[v] = exp(logits[v] / temperature - logSumExp)`. Sampler and learner both come here, so that both see the same
/// float for the same logits.
public final class TokenLogProb {
    private TokenLogProb() {}

    /// `ln sum exp(logits / temperature)` of one row.
    public static float logSumExp(MemorySegment logits, long row, int vocabulary, float inverseTemperature) {
        long at = row * vocabulary;
        float max = Rows.max(logits, at, vocabulary, inverseTemperature);
        float sum = Rows.sumOfExponentials(logits, at, vocabulary, inverseTemperature, max);
        return (float) (max + StrictMath.log(sum));
    }

    /// `ln p[token]`.
    public static float logprob(
            MemorySegment logits, long row, int vocabulary, int token, float inverseTemperature, float logSumExp) {
        return Lanes.get(logits, row * vocabulary + token) * inverseTemperature - logSumExp;
    }

    /// Entropy of the row's distribution in nats.
    public static float entropy(
            MemorySegment logits, long row, int vocabulary, float inverseTemperature, float logSumExp) {
        return Rows.entropy(logits, row * vocabulary, vocabulary, inverseTemperature, logSumExp);
    }

    /// Writes the row's distribution to `p[0..vocabulary)`.
    public static void probabilities(
            float[] p, MemorySegment logits, long row, int vocabulary, float inverseTemperature) {
        float logSumExp = logSumExp(logits, row, vocabulary, inverseTemperature);
        long at = row * vocabulary;
        for (int v = 0; v < vocabulary; v += Lanes.WIDTH) {
            var mask = Lanes.tail(v, vocabulary);
            Rows.exponential(Lanes.load(logits, at + v, mask), inverseTemperature, logSumExp)
                    .intoArray(p, v, mask);
        }
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
            long at = (long) row * vocabulary;
            if (targets[row] < 0 || coefficients[row] == 0) {
                Elementwise.fill(dlogits, 0, at, at + vocabulary);
            } else {
                float factor = coefficients[row] * inverseTemperature;
                softmaxGradient(dlogits, logits, at, vocabulary, inverseTemperature, logSumExps[row], factor);
                long target = at + targets[row];
                Lanes.set(dlogits, target, Lanes.get(dlogits, target) - factor);
            }
        }
    }

    private static void softmaxGradient(
            MemorySegment dlogits,
            MemorySegment logits,
            long at,
            int vocabulary,
            float scale,
            float logSumExp,
            float factor) {
        for (int v = 0; v < vocabulary; v += Lanes.WIDTH) {
            var mask = Lanes.tail(v, vocabulary);
            var p = Rows.exponential(Lanes.load(logits, at + v, mask), scale, logSumExp);
            Lanes.store(p.mul(factor), dlogits, at + v, mask);
        }
    }
}
