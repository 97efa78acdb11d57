package mathesis.reward.expression;

/// A text that is no expression of the kinds that are read; caught where reading starts.
final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unreadable(String why) {
        super(why, null, false, false);
    }
}
