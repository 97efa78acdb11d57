package mathesis.engine.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/// Names of the checkpoints under a root: `step-00000012`, or `step-00000012.1` when that step is written again.
final class CheckpointFolders {
    private static final Pattern NAME = Pattern.compile("step-(\\d{8,18})(?:\\.(\\d{1,9}))?");
    private static final Pattern LEFTOVER = Pattern.compile("step-[0-9.]+\\.(partial|deleted)");
    private static final String DELETED = ".deleted";

    private CheckpointFolders() {}

    /// Every checkpoint, whole or not.
    static List<Path> newestFirst(Path root) throws IOException {
        return folders(root, NAME).stream()
                .sorted(Comparator.comparingLong(CheckpointFolders::step)
                        .thenComparingInt(CheckpointFolders::repetition)
                        .reversed())
                .toList();
    }

    /// A name for a checkpoint of this step that sorts after those that are there.
    static Path free(Path root, long step) throws IOException {
        var before = newestFirst(root).stream()
                .filter(folder -> step(folder) == step)
                .findFirst();
        String name = "step-%08d".formatted(step);
        return root.resolve(
                before.map(folder -> name + "." + (repetition(folder) + 1)).orElse(name));
    }

    /// Deletes a checkpoint; a crash on the way leaves nothing that looks like one.
    static void delete(Path folder) throws IOException {
        var renamed = folder.resolveSibling(folder.getFileName() + DELETED);
        Folders.delete(renamed);
        Folders.delete(Files.move(folder, renamed, StandardCopyOption.ATOMIC_MOVE));
    }

    /// Deletes what crashes have left behind while writing or deleting.
    static void sweep(Path root) throws IOException {
        for (var leftover : folders(root, LEFTOVER)) {
            Folders.delete(leftover);
        }
    }

    private static List<Path> folders(Path root, Pattern name) throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (var entries = Files.list(root)) {
            return entries.filter(entry ->
                            name.matcher(entry.getFileName().toString()).matches() && Files.isDirectory(entry))
                    .toList();
        }
    }

    private static long step(Path folder) {
        return Long.parseLong(group(folder, 1));
    }

    private static int repetition(Path folder) {
        return Integer.parseInt(group(folder, 2));
    }

    private static String group(Path folder, int group) {
        var matcher = NAME.matcher(folder.getFileName().toString());
        return matcher.matches() && matcher.group(group) != null ? matcher.group(group) : "0";
    }
}
