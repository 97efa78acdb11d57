package mathesis.actors.cli;

import java.util.function.Supplier;

/// A flag's value or a setting cannot be used; the message names it and says what is allowed. Exit code 2.
final class WrongUsageException extends RuntimeException {
    WrongUsageException(String message) {
        super(message);
    }

    /// Makes a record from flags. Records name their settings `sampling.top-p`; whoever typed `--top-p` reads that.
    ///
    /// @param prefix of the record's names; empty where they are to stay as they are
    static <T> T checked(String prefix, Supplier<T> record) {
        try {
            return record.get();
        } catch (IllegalArgumentException e) {
            throw new WrongUsageException(
                    prefix.isEmpty() ? e.getMessage() : e.getMessage().replace(prefix, "--"));
        }
    }
}
