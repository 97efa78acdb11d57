package mathesis.corpus.rounds;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// Files that are there whole or not at all, even when two nodes write the same one at once.
final class WholeFile {
    /// Writes the content to the file that it is given.
    interface Writer {
        void write(Path part) throws IOException;
    }

    private WholeFile() {}

    static void write(Path file, Writer writer) throws IOException {
        Files.createDirectories(file.getParent());
        var part = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".part");
        try {
            writer.write(part);
            try (var channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
