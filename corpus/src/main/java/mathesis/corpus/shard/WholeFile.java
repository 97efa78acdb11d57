package mathesis.corpus.shard;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/// Small files that are there whole or not at all.
public final class WholeFile {
    /// Writes the content.
    public interface Content {
        void write(OutputStream out) throws IOException;
    }

    private WholeFile() {}

    /// Writes a file, replacing another of that name once it is whole.
    public static void write(Path file, Content content) throws IOException {
        try (var part = new PartFile(file)) {
            content.write(part.stream());
            part.commit();
        }
    }
}
