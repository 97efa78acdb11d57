package mathesis.engine.checkpoint;

import java.io.IOException;
import java.nio.file.Path;

/// A model file that cannot be used as it is. The message names the file and what is wrong in it.
public final class ModelFileException extends IOException {
    private static final long serialVersionUID = 1;

    ModelFileException(Path file, String problem) {
        super(file + ": " + problem);
    }

    ModelFileException(Path file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
    }
}
