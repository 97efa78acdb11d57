package mathesis.bench.measure;

/// How long to measure.
///
/// @param seconds       to spend on each piece of work, after warming up
/// @param warmUpSeconds at most, before it; less where the work is stable earlier
/// @param leastRounds   taken even where that lasts longer
public record Pace(double seconds, double warmUpSeconds, int leastRounds) {
    /// The whole run in a few minutes.
    public static final Pace FULL = new Pace(1.5, 4, 3);
    /// The whole run in a minute: enough to see whether something broke, not to compare.
    public static final Pace QUICK = new Pace(0.15, 0.5, 2);

    /// The same with another time for each piece of work.
    public Pace withSeconds(double other) {
        return new Pace(other, warmUpSeconds, leastRounds);
    }
}
