package mathesis.corpus.records;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/// A folder of temporary files that goes with everything in it when closed. What a killed process leaves lies under a
/// name that nobody reads.
final class Scratch implements AutoCloseable {
    private final Path folder;
    private int files;

    /// @param parent made where it does not exist
    Scratch(Path parent) throws IOException {
        Files.createDirectories(parent);
        folder = Files.createTempDirectory(parent, "sort-");
    }

    Path newFile() {
        return folder.resolve("run-" + files++);
    }

    /// Deletes those of these runs that lie here.
    void deleteOwn(List<Run> runs) throws IOException {
        for (var run : runs) {
            if (run.file().startsWith(folder)) {
                Files.delete(run.file());
            }
        }
    }

    @Override
    public void close() throws IOException {
        try (var entries = Files.walk(folder)) {
            entries.sorted(Comparator.reverseOrder()).forEach(Scratch::delete);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
