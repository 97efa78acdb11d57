package mathesis.corpus.records;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/// A file that comes into being whole: written under a temporary name of its own beside the real one, then renamed, so
/// that two writers of the same file do not meet and the last one wins.
public final class NewFile implements AutoCloseable {
    private final Path file;
    private final Path temporary;

    /// @param file its folder is made where it does not exist
    public NewFile(Path file) throws IOException {
        this.file = file;
        var folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        this.temporary = Files.createFile(folder.resolve(file.getFileName() + "." + UUID.randomUUID() + ".tmp"));
    }

    /// The empty file to write to.
    public Path temporary() {
        return temporary;
    }

    /// Renames it.
    public void commit() throws IOException {
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// Deletes what was not committed.
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(temporary);
    }
}
