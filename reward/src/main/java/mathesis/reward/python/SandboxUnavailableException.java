package mathesis.reward.python;

/// Programs cannot be run safely here, so they are not run; the message says what to install or to allow.
public final class SandboxUnavailableException extends RuntimeException {
    SandboxUnavailableException(String message) {
        super(message);
    }
}
