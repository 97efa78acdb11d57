package mathesis.reward.python;

/// The sandbox, not the program, failed: the program has no result, which is not a wrong one.
public final class SandboxFailedException extends RuntimeException {
    SandboxFailedException(String message) {
        super(message);
    }

    SandboxFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
