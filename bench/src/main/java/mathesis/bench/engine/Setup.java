package mathesis.bench.engine;

import java.util.List;
import mathesis.bench.measure.Pace;
import mathesis.bench.report.Bar;

/// How one run measures, and on what.
///
/// @param quick   leaves out the large shapes
/// @param threads that the figures of several threads use
public record Setup(Pace pace, boolean quick, int threads, Limits limits) {
    /// Models to measure: quick runs leave out the largest, which takes longer than all others together.
    List<Shape> shapes() {
        return quick ? List.of(Shape.M3, Shape.M1) : List.of(Shape.values());
    }

    /// Models for figures that do not depend on the size much.
    List<Shape> smallShapes() {
        return quick ? List.of(Shape.M1) : List.of(Shape.M3, Shape.M1);
    }

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
