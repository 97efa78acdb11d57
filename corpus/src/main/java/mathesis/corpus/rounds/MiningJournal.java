package mathesis.corpus.rounds;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// Remembers which tasks of a run are done: one JSON line a task, on the disk before [#append] returns.
///
/// One process holds it at a time. A line that its writer did not end before it died is cut off when the journal is
/// opened again: its task was not told done to anybody, and is done again.
public final class MiningJournal implements AutoCloseable {
    private final ProcessLock lock;
    private final FileChannel channel;
    private final List<TaskReport> before;

    private MiningJournal(ProcessLock lock, FileChannel channel, List<TaskReport> before) {
        this.lock = lock;
        this.channel = channel;
        this.before = before;
    }

    /// @throws IOException when another process holds it, or a line is damaged
    public static MiningJournal open(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        var lock = ProcessLock.take(lockOf(file))
                .orElseThrow(() -> new IOException(file + " is held by another process: the run is going on there"));
        try {
            return open(lock, file);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static MiningJournal open(ProcessLock lock, Path file) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            var content = Files.readAllBytes(file);
            int whole = lastLineEnd(content);
            var before = parse(file, new String(content, 0, whole, StandardCharsets.UTF_8));
            channel.truncate(whole);
            channel.position(whole);
            return new MiningJournal(lock, channel, before);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /// Whether a process has this journal open: its run is going on.
    public static boolean isHeld(Path file) throws IOException {
        return ProcessLock.isHeld(lockOf(file));
    }

    private static Path lockOf(Path file) {
        return file.resolveSibling("journal.lock");
    }

    /// Reads a journal that another process may be writing.
    public static List<TaskReport> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        var content = Files.readAllBytes(file);
        return parse(file, new String(content, 0, lastLineEnd(content), StandardCharsets.UTF_8));
    }

    private static int lastLineEnd(byte[] content) {
        int end = content.length;
        while (end > 0 && content[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    private static List<TaskReport> parse(Path file, String lines) throws IOException {
        var reports = new ArrayList<TaskReport>();
        for (var line : lines.lines().toList()) {
            try {
                reports.add(JsonFile.JSON.readValue(line, TaskReport.class));
            } catch (JsonProcessingException e) {
                throw new IOException(
                        file + " line " + (reports.size() + 1) + " is damaged: " + e.getOriginalMessage(), e);
            }
        }
        return reports;
    }

    /// Tasks that were done when the journal was opened, in the order in which they were.
    public List<TaskReport> before() {
        return before;
    }

    /// Returns when the line is on the disk.
    public void append(TaskReport report) throws IOException {
        var line = ByteBuffer.wrap((JsonFile.JSON.writeValueAsString(report) + "\n").getBytes(StandardCharsets.UTF_8));
        while (line.hasRemaining()) {
            channel.write(line);
        }
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            channel.close();
        }
    }
}
