package mathesis.corpus.files;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
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
        try (var target = new NewFile(file)) {
            try (var out = new BufferedOutputStream(Files.newOutputStream(target.temporary()))) {
                content.write(out);
            }
            target.commit();
        }
    }
}
