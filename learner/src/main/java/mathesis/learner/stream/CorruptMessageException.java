package mathesis.learner.stream;

/// Bytes that are not what they claim to be: damaged, truncated, of another format or out of order.
public final class CorruptMessageException extends Exception {
    private static final long serialVersionUID = 1;

    public CorruptMessageException(String reason) {
        super(reason);
    }

    public CorruptMessageException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
