package mathesis.actors.cli;

/// What the launcher found out about the terminal that it was started from.
public final class Terminal {
    /// Whether standard error goes to a person.
    public static final boolean STDERR = Boolean.getBoolean("mathesis.terminal.stderr");
    /// Characters a line.
    public static final int WIDTH = Math.clamp(Integer.getInteger("mathesis.terminal.columns", 100), 60, 160);

    private Terminal() {}
}
