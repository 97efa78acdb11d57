package mathesis.actors.node;

/// A run ended before its last step; the message says why. What it has journaled and saved is whole: it can be resumed.
public final class RunFailedException extends RuntimeException {
    public RunFailedException(String message, Throwable cause) {
        super(message, cause);
    }

    public RunFailedException(String message) {
        super(message);
    }
}
