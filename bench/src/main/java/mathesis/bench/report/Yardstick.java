package mathesis.bench.report;

/// What a figure is held against.
///
/// @param name  a limit of the machine or another program doing the same
/// @param value in the unit of the figure
/// @param share the figure over the value; the median of each round's where both were measured by turns
public record Yardstick(String name, double value, double share) {
    /// A yardstick that was not measured by turns with the figure.
    public static Yardstick of(String name, double value, double figure) {
        return new Yardstick(name, value, figure / value);
    }
}
