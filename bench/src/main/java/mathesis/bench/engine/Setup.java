package mathesis.bench.engine;

import mathesis.bench.measure.Pace;
import mathesis.bench.report.Bar;

/// How one run measures, and on what.
///
/// @param quick   leaves out what takes long
/// @param threads that the figures of several threads use
public record Setup(Pace pace, boolean quick, int threads, Limits limits) {
    /// A bar set as a rate; units that cost `flops` each.
    Bar.Rate rate(double least, double flops) {
        double shareOfPeak = least * flops / Bar.PEAK_WHERE_SET;
        return new Bar.Rate(least, shareOfPeak, scaled(least));
    }

    /// A rate of the machine that the bars were set on, as it would be at this one's FMA peak.
    double scaled(double rate) {
        return rate * limits.flopsPerSecond() / Bar.PEAK_WHERE_SET;
    }
}
