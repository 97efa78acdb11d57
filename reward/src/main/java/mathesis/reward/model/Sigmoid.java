package mathesis.reward.model;

/// The logistic function and its logarithm, without overflow.
final class Sigmoid {
    private Sigmoid() {}

    static double of(double x) {
        return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
    }

    /// Natural logarithm of [#of].
    static double logOf(double x) {
        return Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x)));
    }
}
