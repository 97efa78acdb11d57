package mathesis.actors.rl;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Where a run keeps what it needs and what it leaves. One process at a time holds it; the operating system lets go
/// of it when that process dies, however it dies.
///
/// ```
/// settings.conf     every setting as resolved; written last when a run begins, so a folder without it holds no run
/// initial/          the model that the run began with, also the first reference policy
/// problems.jsonl    what it trains on        held-out.jsonl   what it measures with
/// checkpoints/      model and optimizer      reference/       later reference policies, by step
/// journal/          outbox and inbox         log/             the full log
/// metrics.jsonl     one line a step          trained.jsonl    the groups of each step
/// evaluations.jsonl and evaluations/         held-out accuracy and solutions
/// summary.json      how it ended
/// ```
final class RunFolder implements AutoCloseable {
    private static final String LOCK = "run.lock";

    private final Path root;
    private final FileChannel lock;

    private RunFolder(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /// Takes a folder that holds no run yet.
    ///
    /// @throws IOException when it holds a run or something else, or another process uses it
    static RunFolder create(Path root) throws IOException {
        if (Files.exists(root.resolve("settings.conf"))) {
            throw new IOException("run folder " + root + " already holds a run; resume it or name another folder");
        }
        boolean begunBefore = Files.exists(root.resolve(LOCK));
        if (Files.isDirectory(root) && !begunBefore && !empty(root)) {
            throw new IOException("run folder " + root + " is not empty; name a new one");
        }
        Files.createDirectories(root);
        return lock(root);
    }

    /// Takes a folder that holds a run.
    static RunFolder open(Path root) throws IOException {
        if (!Files.exists(root.resolve("settings.conf"))) {
            throw new IOException(
                    "run folder " + root
                            + " holds no run: there is no settings.conf (a run that was stopped before it began is begun again)");
        }
        return lock(root);
    }

    private static boolean empty(Path root) throws IOException {
        try (var files = Files.list(root)) {
            return files.findAny().isEmpty();
        }
    }

    private static RunFolder lock(Path root) throws IOException {
        var file = root.resolve(LOCK);
        var channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            throw new IOException("run folder " + root + " is in use by process "
                    + Files.readString(file).strip());
        }
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
        return new RunFolder(root, channel);
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null; // this very process has it
        }
    }

    Path root() {
        return root;
    }

    Path settings() {
        return root.resolve("settings.conf");
    }

    Path initial() {
        return root.resolve("initial");
    }

    Path problems() {
        return root.resolve("problems.jsonl");
    }

    Path heldOut() {
        return root.resolve("held-out.jsonl");
    }

    Path checkpoints() {
        return root.resolve("checkpoints");
    }

    /// The reference policy made after this step.
    Path reference(long step) {
        return root.resolve("reference").resolve("step-%08d".formatted(step));
    }

    Path outbox() {
        return root.resolve("journal").resolve("outbox");
    }

    Path inbox() {
        return root.resolve("journal").resolve("inbox");
    }

    Path metrics() {
        return root.resolve("metrics.jsonl");
    }

    Path trained() {
        return root.resolve("trained.jsonl");
    }

    Path evaluations() {
        return root.resolve("evaluations.jsonl");
    }

    /// The solutions of one evaluation.
    Path solutions(long step) throws IOException {
        var folder = Files.createDirectories(root.resolve("evaluations"));
        return folder.resolve("step-%08d.jsonl".formatted(step));
    }

    Path summary() {
        return root.resolve("summary.json");
    }

    Path log() {
        return root.resolve("log").resolve("mathesis.log");
    }

    /// Lets others have the folder.
    @Override
    public void close() throws IOException {
        lock.close();
    }
}
