package mathesis.learner.journal;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.StoreFileListener;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.WriteAfterEOFException;

/// Entries of any size in a Chronicle Queue, one file an hour (the queue calls that a cycle). Whoever opens it holds
/// the [JournalLock].
final class EntryLog implements AutoCloseable {
    /// Files are sparse and grow by a block: they look larger than they are.
    private static final int BLOCK = 8 * Piece.LARGEST;

    private static final RollCycles CYCLE = RollCycles.FAST_HOURLY;

    /// The queue writes through mapped memory, where a full disk would kill the process.
    private static final long RESERVE = 2L * BLOCK;

    private final Path folder;
    private final SingleChronicleQueue queue;
    private final ForwardClock clock;
    private ExcerptAppender appender;
    private final Map<Integer, File> fileOfCycle = new ConcurrentHashMap<>();
    private final Set<File> unsynced = new LinkedHashSet<>();

    EntryLog(Path folder, LongSupplier wallMillis) {
        this.folder = folder;
        forgetLocks(folder);
        requireRoom(0);
        clock = new ForwardClock(wallMillis);
        queue = SingleChronicleQueueBuilder.binary(folder)
                .rollCycle(CYCLE)
                .blockSize(BLOCK)
                .timeProvider(clock)
                .storeFileListener(rememberFiles())
                .build();
        clock.notBefore((long) queue.lastCycle() * CYCLE.lengthInMillis());
        appender = newAppender();
    }

    private ExcerptAppender newAppender() {
        var fresh = queue.createAppender();
        fresh.singleThreadedCheckDisabled(true);
        return fresh;
    }

    /// Writes an entry; returns the index of its first piece.
    long append(long number, byte[] entry) {
        requireRoom(entry.length);
        int count = Math.max(1, Math.ceilDiv(entry.length, Piece.LARGEST));
        long first = 0;
        for (int i = 0; i < count; i++) {
            int from = i * Piece.LARGEST;
            var bytes = Arrays.copyOfRange(entry, from, Math.min(entry.length, from + Piece.LARGEST));
            long index = append(new Piece(number, i, count, bytes));
            first = i == 0 ? index : first;
        }
        return first;
    }

    EntryReader reader() {
        return new EntryReader(queue.createTailer());
    }

    /// Returns when all that was appended is on the disk itself.
    void sync() {
        try {
            for (var file : unsynced) {
                try (var channel = FileChannel.open(file.toPath(), StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
            }
            unsynced.clear();
        } catch (IOException e) {
            throw new JournalException("journal " + folder + " cannot be made durable: " + e.getMessage(), e);
        }
    }

    static int cycle(long index) {
        return CYCLE.toCycle(index);
    }

    /// The cycles that are complete, oldest first.
    List<Integer> completeCycles() {
        return fileOfCycle.keySet().stream()
                .filter(cycle -> cycle < queue.lastCycle())
                .sorted()
                .toList();
    }

    /// Deletes all entries of a cycle. Only the oldest may go.
    void delete(int cycle) {
        try {
            var file = fileOfCycle.remove(cycle);
            if (file != null) {
                unsynced.remove(file);
                Files.delete(file.toPath());
                queue.refreshDirectoryListing();
            }
        } catch (IOException e) {
            throw new JournalException("journal " + folder + " cannot drop what is no longer needed", e);
        }
    }

    private long append(Piece piece) {
        try {
            return write(piece);
        } catch (WriteAfterEOFException _) { // killed after ending a file and before beginning the next
            clock.notBefore((queue.lastCycle() + 1L) * CYCLE.lengthInMillis());
            appender.close();
            appender = newAppender();
            return write(piece);
        }
    }

    private long write(Piece piece) {
        try (var document = appender.writingDocument()) {
            try {
                piece.write(document.wire().bytes());
            } catch (RuntimeException e) {
                document.rollbackOnClose();
                throw new JournalException("journal " + folder + " cannot take entry " + piece.entry(), e);
            }
        }
        unsynced.add(appender.currentFile());
        return appender.lastIndexAppended();
    }

    /// The queue locks itself by process id, which a container gives out again after a crash: it would wait for itself.
    /// [JournalLock] has already made sure that nobody else is here.
    private static void forgetLocks(Path folder) {
        try {
            Files.deleteIfExists(folder.resolve(SingleChronicleQueue.QUEUE_METADATA_FILE));
        } catch (IOException e) {
            throw new JournalException("journal " + folder + " cannot be opened: " + e.getMessage(), e);
        }
    }

    private void requireRoom(long bytes) {
        try {
            long usable = Files.getFileStore(folder).getUsableSpace();
            if (usable < bytes + RESERVE) {
                throw new JournalException("journal " + folder + " needs " + ((bytes + RESERVE) >> 20)
                        + " MiB free on its disk; " + (usable >> 20) + " MiB are left");
            }
        } catch (IOException e) {
            throw new JournalException("journal " + folder + " cannot be written: " + e.getMessage(), e);
        }
    }

    private StoreFileListener rememberFiles() {
        return new StoreFileListener() {
            @Override
            public void onAcquired(int cycle, File file) {
                fileOfCycle.put(cycle, file);
            }

            @Override
            public void onReleased(int cycle, File file) {} // it is still there
        };
    }

    @Override
    public void close() {
        appender.close();
        queue.close();
    }
}
