package mathesis.corpus.classify;

import java.io.IOException;
import java.nio.file.Path;

/// A model file does not hold what its format says. The message names the file, the byte and what was expected there.
public final class ModelFileException extends IOException {
    private static final long serialVersionUID = 1L;

    ModelFileException(Path file, long offset, String problem) {
        super(file + ", byte " + offset + ": " + problem);
    }
}
