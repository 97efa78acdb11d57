package mathesis.reward.metrics;

/// The chance that at least one of k samples is right, estimated without bias from n samples of which c are right:
/// `1 - C(n-c, k) / C(n, k)` (Chen et al. 2021, arXiv:2107.03374, eq. 1).
public final class PassAtK {
    private PassAtK() {}

    /// @param samples n
    /// @param right   c, at most n
    /// @param k       at most n
    public static double of(int samples, int right, int k) {
        if (k < 1 || k > samples || right < 0 || right > samples) {
            throw new IllegalArgumentException("pass@" + k + " of " + samples + " samples, " + right + " right");
        }
        double allWrong = 1;
        for (int i = 0; i < k; i++) {
            allWrong *= Math.max(0.0, samples - right - i) / (samples - i);
        }
        return 1 - allWrong;
    }
}
