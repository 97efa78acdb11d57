package mathesis.learner.stream;

/// The media driver or a stream could not be started.
public final class TransportException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public TransportException(String message, Throwable cause) {
        super(message, cause);
    }
}
