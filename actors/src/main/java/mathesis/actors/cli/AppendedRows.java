package mathesis.actors.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A JSONL file that a command adds whole pieces of work to, so that it can be killed and run again. A file beside it
/// (`.progress`) holds the settings, and after them the ids of the pieces whose rows are all there; rows of others are
/// what a killed process left, and are cut off.
final class AppendedRows implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final Path progress;
    private final Set<String> done = new LinkedHashSet<>();
    private int rows;

    private AppendedRows(Path file) {
        this.file = file;
        this.progress = file.resolveSibling(file.getFileName() + ".progress");
    }

    /// Opens a file to go on with, or begins one.
    ///
    /// @param pieceField the field of a row that holds the id of its piece of work
    /// @param settings   that must be those which the file was begun with
    static AppendedRows open(Path file, String pieceField, String settings) throws IOException {
        var rows = new AppendedRows(file);
        if (Files.exists(rows.progress)) {
            rows.resume(pieceField, JSON.writeValueAsString(settings));
        } else {
            if (Files.exists(file) && Files.size(file) > 0) {
                throw new WrongUsageException(
                        file + " is there already and was not begun by this command; name a new file");
            }
            Files.writeString(file, "");
            Files.writeString(rows.progress, JSON.writeValueAsString(settings) + "\n");
        }
        return rows;
    }

    private void resume(String pieceField, String settings) throws IOException {
        var lines = wholeLines(progress);
        if (lines.isEmpty() || !lines.getFirst().equals(settings)) {
            throw new WrongUsageException(file + " was begun with other settings (" + progress
                    + " holds them); name a new file, or delete both to begin anew");
        }
        for (var line : lines.subList(1, lines.size())) {
            done.add(JSON.readTree(line).asText());
        }
        var kept = new StringBuilder();
        for (var line : Files.exists(file) ? wholeLines(file) : List.<String>of()) {
            if (done.contains(piece(line, pieceField))) {
                kept.append(line).append('\n');
                rows++;
            }
        }
        var part = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(part, kept);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        var sound = new StringBuilder(settings).append('\n'); // without what a killed process had begun to write
        for (var id : done) {
            sound.append(JSON.writeValueAsString(id)).append('\n');
        }
        Files.writeString(part, sound);
        Files.move(part, progress, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String piece(String line, String field) {
        try {
            return JSON.readTree(line).path(field).asText();
        } catch (JsonProcessingException _) {
            return "";
        }
    }

    /// Lines that end; the last one may not.
    private static List<String> wholeLines(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    /// Ids of the pieces that are there.
    Set<String> done() {
        return Set.copyOf(done);
    }

    /// Rows that are there.
    int rows() {
        return rows;
    }

    /// Adds all rows of a piece of work.
    void append(String piece, List<ObjectNode> all) throws IOException {
        var text = new StringBuilder();
        for (var row : all) {
            text.append(JSON.writeValueAsString(row)).append('\n');
        }
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        Files.writeString(progress, JSON.writeValueAsString(piece) + "\n", StandardOpenOption.APPEND);
        done.add(piece);
        rows += all.size();
    }

    /// Nothing is held open between two pieces.
    @Override
    public void close() {}
}
