package mathesis.corpus.training;

import java.util.Arrays;
import java.util.stream.IntStream;

/// How well scores tell the positive from the negative. Equal scores are one step: no order among them is assumed.
///
/// @param positives        how many there are
/// @param negatives        how many there are
/// @param rocAuc           probability that a positive scores above a negative, ties counting half; not a number
///                         where one kind is absent
/// @param averagePrecision sum over the thresholds of precision times the recall that is gained there; not a number
///                         without positives
/// @param bestF1           the largest F1 of all thresholds; 0 without positives
/// @param bestThreshold    the least score that is called positive at `bestF1`
public record RankingQuality(
        long positives, long negatives, double rocAuc, double averagePrecision, double bestF1, float bestThreshold) {

    /// @param scores   none may be not a number
    /// @param positive one for each score
    /// @throws IllegalArgumentException where the lengths differ or a score is not a number
    public static RankingQuality of(float[] scores, boolean[] positive) {
        if (scores.length != positive.length) {
            throw new IllegalArgumentException(
                    scores.length + " scores for " + positive.length + " labels; must be as many");
        }
        Integer[] falling = IntStream.range(0, scores.length).boxed().toArray(Integer[]::new);
        for (int i = 0; i < scores.length; i++) {
            if (Float.isNaN(scores[i])) {
                throw new IllegalArgumentException("score " + i + " is not a number; the model has diverged");
            }
        }
        Arrays.sort(falling, (a, b) -> Float.compare(scores[b] + 0f, scores[a] + 0f)); // + 0f: -0 is 0
        var sweep = new Sweep(positive);
        for (int from = 0, to; from < falling.length; from = to) {
            for (to = from; to < falling.length && scores[falling[to]] == scores[falling[from]]; to++) {
                sweep.take(positive[falling[to]]);
            }
            sweep.step(scores[falling[from]]);
        }
        return sweep.quality();
    }

    /// Precision of the lines scored `threshold` or above, their recall and their F1.
    ///
    /// @param precision not a number where nothing is scored so high
    /// @param recall    not a number without positives
    public record At(float threshold, double precision, double recall, double f1) {}

    /// The quality of one threshold.
    public static At at(float threshold, float[] scores, boolean[] positive) {
        long taken = 0;
        long hits = 0;
        long positives = 0;
        for (int i = 0; i < scores.length; i++) {
            taken += scores[i] >= threshold ? 1 : 0;
            hits += scores[i] >= threshold && positive[i] ? 1 : 0;
            positives += positive[i] ? 1 : 0;
        }
        return new At(threshold, (double) hits / taken, (double) hits / positives, f1(hits, taken, positives));
    }

    private static double f1(long hits, long taken, long positives) {
        return hits == 0 ? 0 : 2.0 * hits / (taken + positives);
    }

    /// A threshold falling past one group of equal scores after another.
    private static final class Sweep {
        private final long positives;
        private final long negatives;
        private long hits;
        private long misses;
        private long hitsBefore;
        private long missesBefore;
        private double area;
        private double precisionByRecall;
        private double bestF1;
        private float bestThreshold = Float.POSITIVE_INFINITY;

        Sweep(boolean[] positive) {
            long count = 0;
            for (boolean one : positive) {
                count += one ? 1 : 0;
            }
            positives = count;
            negatives = positive.length - count;
        }

        void take(boolean positive) {
            if (positive) {
                hits++;
            } else {
                misses++;
            }
        }

        void step(float threshold) {
            area += (misses - missesBefore) * (hits + hitsBefore) / 2.0;
            precisionByRecall += (hits - hitsBefore) * (double) hits / (hits + misses);
            double f1 = f1(hits, hits + misses, positives);
            if (f1 > bestF1) {
                bestF1 = f1;
                bestThreshold = threshold;
            }
            hitsBefore = hits;
            missesBefore = misses;
        }

        RankingQuality quality() {
            double pairs = (double) positives * negatives;
            return new RankingQuality(
                    positives,
                    negatives,
                    pairs == 0 ? Double.NaN : area / pairs,
                    positives == 0 ? Double.NaN : precisionByRecall / positives,
                    bestF1,
                    bestThreshold);
        }
    }
}
