package mathesis.bench.measure;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/// Readings of one quantity, in the order in which they were taken. The array is shared; nobody may write it.
///
/// @param readings at least one
public record Sample(double... readings) {
    public Sample {
        if (readings.length == 0) {
            throw new IllegalArgumentException("a sample needs a reading");
        }
    }

    /// The middle reading.
    public double median() {
        return quantile(0.5);
    }

    /// Half the distance between the quartiles, as a share of the median.
    public double spread() {
        return (quantile(0.75) - quantile(0.25)) / 2 / Math.abs(median());
    }

    /// The smallest reading.
    public double least() {
        return quantile(0);
    }

    /// Every reading turned into another quantity.
    public Sample map(DoubleUnaryOperator change) {
        return new Sample(Arrays.stream(readings).map(change).toArray());
    }

    /// Amount of work over the seconds that this sample holds.
    public Sample rate(double work) {
        return map(seconds -> work / seconds);
    }

    /// Each reading over the other's of the same round.
    public Sample over(Sample other) {
        var ratios = new double[readings.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = readings[i] / other.readings[i];
        }
        return new Sample(ratios);
    }

    private double quantile(double share) {
        var sorted = readings.clone();
        Arrays.sort(sorted);
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
