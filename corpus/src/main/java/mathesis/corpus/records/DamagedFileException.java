package mathesis.corpus.records;

import java.io.IOException;
import java.nio.file.Path;

/// A file of a run does not hold what was written to it. Deleting it makes the run do that piece of work again.
public final class DamagedFileException extends IOException {
    public DamagedFileException(Path file, String what) {
        super(file + " is damaged: " + what + "; delete it, so that the run makes it again");
    }
}
