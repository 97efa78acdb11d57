package mathesis.reward.expression;

/// An expression that has no value of the kind asked for: a collection, an undefined value such as a quotient by 0, or
/// infinity inside arithmetic; caught where a decision starts.
final class NoValue extends RuntimeException {
    private static final long serialVersionUID = 1;

    NoValue(String why) {
        super(why, null, false, false);
    }
}
