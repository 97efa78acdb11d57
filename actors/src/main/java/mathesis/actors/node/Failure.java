package mathesis.actors.node;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/// Failures in words, without the wrappers that threads put around them.
public final class Failure {
    private Failure() {}

    public static Throwable cause(Throwable failure) {
        boolean wrapper = failure instanceof CompletionException || failure instanceof ExecutionException;
        return wrapper && failure.getCause() != null ? cause(failure.getCause()) : failure;
    }

    public static String words(Throwable failure) {
        var cause = cause(failure);
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
