package mathesis.corpus.training;

/// The loss of the lines learned, by hundredths of the training. Safe from several threads.
final class LossCurve {
    private static final int BINS = 100;

    private final double[] sums = new double[BINS];
    private final long[] lines = new long[BINS];

    /// @param share of the training that is done, in [0, 1]
    synchronized void add(double share, double lossSum, long count) {
        int bin = Math.min(BINS - 1, (int) (share * BINS));
        sums[bin] += lossSum;
        lines[bin] += count;
    }

    synchronized long lines() {
        long all = 0;
        for (long count : lines) {
            all += count;
        }
        return all;
    }

    /// Mean loss of a stretch of the training; not a number where no line was learned in it.
    synchronized double mean(double fromShare, double toShare) {
        double sum = 0;
        long count = 0;
        for (int bin = Math.max(0, (int) (fromShare * BINS)); bin < Math.min(BINS, toShare * BINS); bin++) {
            sum += sums[bin];
            count += lines[bin];
        }
        return sum / count;
    }
}
