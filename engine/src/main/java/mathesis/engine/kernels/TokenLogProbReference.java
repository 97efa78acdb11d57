package mathesis.engine.kernels;

/// The plain twin of [TokenLogProb], on one row on the heap; sums in double.
public final class TokenLogProbReference {
    private TokenLogProbReference() {}

    /// `ln sum exp(logits / temperature)`.
    public static double logSumExp(float[] logits, double inverseTemperature) {
        double max = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            max = Math.max(max, logit * inverseTemperature);
        }
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit * inverseTemperature - max);
        }
        return max + Math.log(sum);
    }

    /// The distribution.
    public static double[] probabilities(float[] logits, double inverseTemperature) {
        double logSumExp = logSumExp(logits, inverseTemperature);
        var p = new double[logits.length];
        for (int v = 0; v < p.length; v++) {
            p[v] = Math.exp(logits[v] * inverseTemperature - logSumExp);
        }
        return p;
    }

    /// Entropy in nats.
    public static double entropy(float[] logits, double inverseTemperature) {
        double entropy = 0;
        for (double p : probabilities(logits, inverseTemperature)) {
            entropy -= p == 0 ? 0 : p * Math.log(p);
        }
        return entropy;
    }

    /// `coefficient / temperature * (p - onehot(target))`.
    public static double[] backward(float[] logits, int target, double coefficient, double inverseTemperature) {
        var gradient = probabilities(logits, inverseTemperature);
        gradient[target] -= 1;
        for (int v = 0; v < gradient.length; v++) {
            gradient[v] *= coefficient * inverseTemperature;
        }
        return gradient;
    }
}
