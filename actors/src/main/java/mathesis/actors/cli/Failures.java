package mathesis.actors.cli;

import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/// Failures in words.
final class Failures {
    private Failures() {}

    /// One line that says what happened, without the wrappers that threads and lambdas put around it.
    static String describe(Throwable failure) {
        return switch (failure) {
            case UncheckedIOException wrapper when wrapper.getCause() != null -> describe(wrapper.getCause());
            case CompletionException wrapper when wrapper.getCause() != null -> describe(wrapper.getCause());
            case ExecutionException wrapper when wrapper.getCause() != null -> describe(wrapper.getCause());
            case NoSuchFileException missing -> missing.getFile() + " does not exist";
            case AccessDeniedException denied -> denied.getFile() + " may not be read or written";
            case FileSystemException broken when broken.getReason() == null -> broken.getFile() + ": " + kind(broken);
            case OutOfMemoryError memory ->
                "out of memory (" + memory.getMessage() + "); give more with MATHESIS_JAVA_OPTS=-Xmx8g";
            default -> failure.getMessage() == null ? kind(failure) : failure.getMessage();
        };
    }

    private static String kind(Throwable failure) {
        return failure.getClass().getSimpleName();
    }
}
