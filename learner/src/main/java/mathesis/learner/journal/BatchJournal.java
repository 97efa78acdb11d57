package mathesis.learner.journal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import mathesis.learner.PackedBatch;
import mathesis.learner.stream.CorruptMessageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Every group that has been packed or lost, by id, in the order of arrival; replaying it replays the run.
///
/// What [#append] returned for survives the death of the process, `kill -9` included: it is in the page cache. To
/// survive a power cut too it has to be followed by [#sync()]; without, the latest entries may be missing or damaged
/// afterwards, and their groups are sampled again.
///
/// One process writes a journal at a time. Single-threaded, but not bound to one thread.
public final class BatchJournal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BatchJournal.class);

    /// An entry that stands for nothing.
    private static final byte[] MARK = {};

    /// Where the entry of a group lies.
    private record Place(long index, long step) {}

    private final JournalLock lock;
    private final EntryLog log;
    private final EntryReader reader;
    private final Map<String, Place> placeOfGroup = new LinkedHashMap<>();
    private final List<String> damage = new ArrayList<>();
    private long nextNumber;
    private long appended;
    private long bytes;
    private long duplicates;

    private BatchJournal(Path folder, LongSupplier wallMillis) {
        lock = JournalLock.take(folder);
        try {
            log = new EntryLog(folder, wallMillis);
            reader = log.reader();
            readAll();
            requireReadable(folder);
        } catch (RuntimeException e) {
            lock.close();
            throw e instanceof JournalException
                    ? e
                    : new JournalException("journal " + folder + " cannot be opened: " + e.getMessage(), e);
        }
        damage.forEach(what -> LOG.warn("journal {}: {}", folder, what));
    }

    /// Opens a journal or begins one, and reads which groups it has.
    ///
    /// @throws JournalException when another process is writing it, or the disk is full
    public static BatchJournal open(Path folder) {
        return open(folder, System::currentTimeMillis);
    }

    static BatchJournal open(Path folder, LongSupplier wallMillis) {
        return new BatchJournal(folder, wallMillis);
    }

    /// Writes an entry. False, and nothing written, when its groups are here already.
    public boolean append(JournalEntry entry) {
        long known = entry.groupIds().stream().filter(this::contains).count();
        if (known == entry.groupIds().size()) {
            duplicates++;
            return false;
        }
        if (known > 0) {
            throw new IllegalArgumentException(
                    "some groups of this entry are in the journal, others are not: " + entry.groupIds());
        }
        var encoded = JournalCodec.encode(entry);
        index(entry, log.append(nextNumber++, encoded));
        appended++;
        bytes += encoded.length;
        return true;
    }

    /// Writes a batch; see [#append(JournalEntry)].
    public boolean append(PackedBatch batch) {
        return append(new JournalEntry.Batch(batch));
    }

    /// Returns when everything appended would survive a power cut.
    public void sync() {
        log.sync();
    }

    /// True when the group has an entry.
    public boolean contains(String groupId) {
        return placeOfGroup.containsKey(groupId);
    }

    /// The entries for this step and later ones, in the order in which they were appended, read one by one. Entries
    /// appended meanwhile are not among them.
    ///
    /// @throws JournalException from the stream, when an entry has been damaged since the journal was opened
    public Stream<JournalEntry> replay(long fromStep) {
        var groupAtIndex = new LinkedHashMap<Long, String>();
        placeOfGroup.forEach((groupId, place) -> {
            if (place.step >= fromStep) {
                groupAtIndex.put(place.index, groupId);
            }
        });
        return groupAtIndex.entrySet().stream().map(entry -> read(entry.getKey(), entry.getValue()));
    }

    /// Deletes the oldest files, as far as they hold nothing for this step or later ones. Their groups are forgotten.
    public void retainFrom(long step) {
        for (int cycle : log.completeCycles()) {
            if (placesIn(cycle).anyMatch(place -> place.step >= step)) {
                return;
            }
            log.delete(cycle);
            placeOfGroup.values().removeIf(place -> EntryLog.cycle(place.index) == cycle);
        }
    }

    /// What could not be read when the journal was opened, each with its place and reason.
    public List<String> damage() {
        return List.copyOf(damage);
    }

    /// What the journal holds and what this process added.
    public JournalCounts counts() {
        int entries = (int)
                placeOfGroup.values().stream().map(Place::index).distinct().count();
        return new JournalCounts(entries, placeOfGroup.size(), appended, bytes, duplicates, damage.size());
    }

    private void readAll() {
        for (var found = reader.next(); found.isPresent(); found = reader.next()) {
            switch (found.get()) {
                case EntryReader.Found.Entry entry -> index(entry);
                case EntryReader.Found.Damaged(long index, var reason) -> damaged(index, reason);
            }
        }
    }

    /// Writes a mark and reads it back. A damaged payload harms nothing else; but behind a damaged length, the queue
    /// would take entries that nobody could find again.
    private void requireReadable(Path folder) {
        long mark = log.append(nextNumber++, MARK);
        boolean found = reader.next()
                .filter(at -> at instanceof EntryReader.Found.Entry entry && entry.index() == mark)
                .isPresent();
        if (!found) {
            throw new JournalException("journal " + folder + " is damaged: what would be written now could not be read"
                    + " again. Move it away; the groups in it that no checkpoint covers are sampled again");
        }
    }

    private void index(EntryReader.Found.Entry entry) {
        nextNumber = entry.number() + 1;
        if (entry.bytes().length == MARK.length) {
            return;
        }
        try {
            index(JournalCodec.decode(entry.bytes()), entry.index());
        } catch (CorruptMessageException e) {
            damaged(entry.index(), e.getMessage());
        }
    }

    private void index(JournalEntry entry, long index) {
        var place = new Place(index, entry.step());
        entry.groupIds().forEach(groupId -> placeOfGroup.put(groupId, place));
    }

    private void damaged(long index, String reason) {
        damage.add("entry at %x: %s".formatted(index, reason));
    }

    private Stream<Place> placesIn(int cycle) {
        return placeOfGroup.values().stream().filter(place -> EntryLog.cycle(place.index) == cycle);
    }

    private JournalEntry read(long index, String groupId) {
        try {
            var entry = JournalCodec.decode(bytes(index));
            if (!entry.groupIds().contains(groupId)) {
                throw new CorruptMessageException("it is that of " + entry.groupIds());
            }
            return entry;
        } catch (CorruptMessageException e) {
            throw new JournalException(
                    "group %s is not where it was, at %x: %s".formatted(groupId, index, e.getMessage()), e);
        }
    }

    private byte[] bytes(long index) throws CorruptMessageException {
        return switch (reader.at(index).orElseThrow(() -> new CorruptMessageException("its file is gone"))) {
            case EntryReader.Found.Entry entry -> entry.bytes();
            case EntryReader.Found.Damaged damaged -> throw new CorruptMessageException(damaged.reason());
        };
    }

    @Override
    public void close() {
        reader.close();
        log.close();
        lock.close();
    }
}
