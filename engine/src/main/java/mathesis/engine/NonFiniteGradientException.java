package mathesis.engine;

/// A gradient held a NaN or an infinity. The weights and the optimizer's moments are as they were before; the
/// gradient has been cleared.
public final class NonFiniteGradientException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NonFiniteGradientException(String message) {
        super(message);
    }
}
