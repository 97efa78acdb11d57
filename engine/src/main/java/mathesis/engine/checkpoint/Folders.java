package mathesis.engine.checkpoint;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/// Making and removing folders. Links are removed, not followed.
final class Folders {
    private Folders() {}

    /// Makes a folder and those above it that are missing, each so that it survives a loss of power.
    static void create(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            create(folder.getParent());
            Files.createDirectories(folder);
            Disk.force(folder.getParent());
        }
    }

    /// Removes a folder with all that is in it, if it is there.
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /// Whether a folder is there and has something in it.
    static boolean occupied(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Files.exists(folder);
        }
        try (var entries = Files.list(folder)) {
            return entries.findAny().isPresent();
        }
    }
}
