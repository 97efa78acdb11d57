package mathesis.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import mathesis.bench.measure.Sample;

/// One figure with everything that it takes to judge it.
///
/// @param name       what was measured
/// @param value      the median
/// @param unit       of the value
/// @param spread     half the distance between the quartiles, as a share of the median; empty where nothing was timed
/// @param yardsticks limits and references, the one that a table shows first
/// @param peer       another program doing the same on another machine, scaled to this one
/// @param bar        what to reach, if anything
/// @param note       what else a reader should know; may be empty
/// @param others     cores that other processes used meanwhile, where that is known
public record Row(
        String name,
        double value,
        String unit,
        OptionalDouble spread,
        List<Yardstick> yardsticks,
        Optional<Yardstick> peer,
        Optional<Bar> bar,
        String note,
        OptionalDouble others) {
    /// Cores in use by others from which on a figure is called disturbed.
    static final double DISTURBANCE = 0.10;

    /// A figure to be held against nothing.
    public static Row of(String name, Sample sample, String unit) {
        return new Row(
                name,
                sample.median(),
                unit,
                OptionalDouble.of(sample.spread()),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                "",
                OptionalDouble.empty());
    }

    /// A figure that was counted, not timed.
    public static Row counted(String name, double value, String unit) {
        return new Row(
                name,
                value,
                unit,
                OptionalDouble.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                "",
                OptionalDouble.empty());
    }

    /// The same, held against one more thing.
    public Row against(Yardstick yardstick) {
        var more = new ArrayList<>(yardsticks);
        more.add(yardstick);
        return new Row(name, value, unit, spread, List.copyOf(more), peer, bar, note, others);
    }

    /// The same, held against one more thing that was not measured by turns with it.
    public Row against(String yardstick, double other) {
        return against(Yardstick.of(yardstick, other, value));
    }

    /// The same beside another program.
    public Row peer(String program, double other) {
        var beside = Optional.of(Yardstick.of(program, other, value));
        return new Row(name, value, unit, spread, yardsticks, beside, bar, note, others);
    }

    /// The same with a bar.
    public Row bar(Bar toReach) {
        return new Row(name, value, unit, spread, yardsticks, peer, Optional.of(toReach), note, others);
    }

    /// The same with a remark.
    public Row note(String remark) {
        return new Row(name, value, unit, spread, yardsticks, peer, bar, remark, others);
    }

    /// The same with what other processes did meanwhile.
    public Row others(OptionalDouble cores) {
        return new Row(name, value, unit, spread, yardsticks, peer, bar, note, cores);
    }

    boolean disturbed() {
        return others.orElse(0) > DISTURBANCE;
    }
}
