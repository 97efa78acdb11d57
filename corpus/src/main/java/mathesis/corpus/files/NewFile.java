package mathesis.corpus.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/// A file that comes into being whole: written under a temporary name of its own beside the real one, then renamed, so
/// that two writers of the same file do not meet and the last one wins. One thread.
public final class NewFile implements AutoCloseable {
    private final Path file;
    private final Path temporary;

    /// @param file its folder is made where it does not exist
    public NewFile(Path file) throws IOException {
        this.file = file;
        var folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        // not Files.createTempFile: what it makes nobody else may read, and other nodes may be other users
        this.temporary = Files.createFile(folder.resolve(file.getFileName() + "." + UUID.randomUUID() + ".part"));
    }

    /// The empty file to write to.
    public Path temporary() {
        return temporary;
    }

    /// Brings what was written to the disk and renames it, replacing a file of that name. Whoever wrote has closed it.
    public void commit() throws IOException {
        try (var channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// Deletes what was not committed.
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(temporary);
    }
}
