package mathesis.reward.expression;

import java.util.List;

/// A set of real numbers as disjoint intervals in ascending order that do not touch.
public record RealSet(List<Interval> intervals) {
    public RealSet {
        intervals = List.copyOf(intervals);
    }

    /// An interval; its ends are constants, or infinite and then open.
    public record Interval(Expression low, boolean lowClosed, Expression high, boolean highClosed) {}
}
