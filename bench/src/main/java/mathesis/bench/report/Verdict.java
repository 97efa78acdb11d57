package mathesis.bench.report;

/// Whether a bar is met.
public enum Verdict {
    /// It is.
    MET("yes"),
    /// It is not.
    MISSED("no"),
    /// Nobody can say: what it is held against could not be measured here, or other processes disturbed the figure.
    UNKNOWN("?");

    private final String label;

    Verdict(String label) {
        this.label = label;
    }

    /// As it stands in a table.
    public String label() {
        return label;
    }

    static Verdict of(boolean met) {
        return met ? MET : MISSED;
    }
}
