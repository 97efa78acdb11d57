package mathesis.corpus.rounds;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Held by one process at a time, and let go of by the operating system when that process dies.
///
/// The file is for the lock alone: POSIX drops a lock when its process closes the file through any other descriptor, so
/// a file that is also read would be unlocked by reading it.
final class ProcessLock implements AutoCloseable {
    /// What this process holds: looking would unlock it.
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private ProcessLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /// Empty when this or another process holds it.
    static Optional<ProcessLock> take(Path file) throws IOException {
        var key = file.toAbsolutePath().normalize();
        if (!OWN.add(key)) {
            return Optional.empty();
        }
        Optional<ProcessLock> taken = Optional.empty();
        try {
            taken = lock(key);
            return taken;
        } finally {
            if (taken.isEmpty()) {
                OWN.remove(key);
            }
        }
    }

    private static Optional<ProcessLock> lock(Path file) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return Optional.of(new ProcessLock(file, channel));
            }
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return Optional.empty();
    }

    /// Whether any process holds it now.
    static boolean isHeld(Path file) throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        try (var lock = take(file).orElse(null)) {
            return lock == null;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            OWN.remove(file);
        }
    }
}
