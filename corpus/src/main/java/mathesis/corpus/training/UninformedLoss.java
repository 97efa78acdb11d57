package mathesis.corpus.training;

import mathesis.corpus.classify.ModelArguments.Loss;

/// The mean loss of one who knows how frequent each label is and nothing of the lines: ln 2 for two labels as frequent
/// as each other. A training whose loss stays near it has learned nothing.
final class UninformedLoss {
    private UninformedLoss() {}

    /// @param count lines of each label
    static double of(Loss loss, long[] count, int negatives) {
        double[] share = shares(count);
        return switch (loss) {
            case SOFTMAX, HIERARCHICAL_SOFTMAX -> entropy(share);
            case ONE_VS_ALL -> oneVsAll(share);
            case NEGATIVE_SAMPLING -> negativeSampling(share, count, count.length < 2 ? 0 : negatives);
        };
    }

    private static double[] shares(long[] count) {
        double sum = 0;
        for (long lines : count) {
            sum += lines;
        }
        double[] share = new double[count.length];
        for (int label = 0; label < count.length; label++) {
            share[label] = count[label] / sum;
        }
        return share;
    }

    private static double entropy(double[] share) {
        double sum = 0;
        for (double p : share) {
            sum += term(p);
        }
        return sum;
    }

    private static double oneVsAll(double[] share) {
        double sum = 0;
        for (double p : share) {
            sum += term(p) + term(1 - p);
        }
        return sum;
    }

    /// A label is asked for as the line's own, or drawn among those that are not: `negatives` times in proportion to
    /// the root of its count.
    private static double negativeSampling(double[] share, long[] count, int negatives) {
        double roots = 0;
        for (long lines : count) {
            roots += Math.sqrt(lines);
        }
        double drawnByRoot = 0;
        for (int label = 0; label < share.length; label++) {
            drawnByRoot += share[label] / (roots - Math.sqrt(count[label]));
        }
        double sum = 0;
        for (int label = 0; label < share.length; label++) {
            double root = Math.sqrt(count[label]);
            double no = negatives == 0 ? 0 : negatives * root * (drawnByRoot - share[label] / (roots - root));
            double asked = share[label] + no;
            sum += asked * (term(share[label] / asked) + term(no / asked));
        }
        return sum;
    }

    private static double term(double p) {
        return p <= 0 ? 0 : -p * Math.log(p);
    }
}
