package mathesis.actors.mining;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.coordination.lease.LeaseSettings;
import org.apache.pekko.coordination.lease.javadsl.Lease;

/// Which part of a cluster that has fallen apart goes on: the one whose node locks a file of the run folder first. A
/// node that was killed holds no lock, so whoever is left goes on, be it one node of two.
///
/// Pekko's split-brain resolver makes it by name and asks it when nodes cannot be reached.
public final class SplitLease extends Lease {
    /// Of the settings that hold it.
    static final String CONFIG = "pekko.coordination.mathesis-split";

    private final LeaseSettings settings;
    private final Path file;
    private Optional<FileChannel> held = Optional.empty();

    public SplitLease(LeaseSettings settings, ExtendedActorSystem system) {
        this.settings = settings;
        this.file = Path.of(system.settings().config().getString(CONFIG + ".file"));
    }

    @Override
    public LeaseSettings getSettings() {
        return settings;
    }

    @Override
    public CompletionStage<Boolean> acquire() {
        return acquire(_ -> {});
    }

    /// A lock of the operating system is not lost while its process lives.
    @Override
    public synchronized CompletionStage<Boolean> acquire(Consumer<Optional<Throwable>> lost) {
        if (held.isPresent()) {
            return CompletableFuture.completedStage(true);
        }
        try {
            held = lock();
            return CompletableFuture.completedStage(held.isPresent());
        } catch (IOException e) {
            return CompletableFuture.failedStage(new IOException(file + " cannot be locked", e));
        }
    }

    private Optional<FileChannel> lock() throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return Optional.of(channel);
            }
        } catch (OverlappingFileLockException _) {
            // another node in this very process has it
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return Optional.empty();
    }

    @Override
    public synchronized CompletionStage<Boolean> release() {
        try {
            if (held.isPresent()) {
                held.get().close();
                held = Optional.empty();
            }
            return CompletableFuture.completedStage(true);
        } catch (IOException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    @Override
    public synchronized boolean checkLease() {
        return held.isPresent();
    }
}
