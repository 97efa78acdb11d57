package mathesis.actors.rl;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import mathesis.learner.PackedBatch;
import mathesis.learner.journal.BatchJournal;
import mathesis.learner.journal.JournalEntry;
import mathesis.learner.stream.BatchOutbox;
import mathesis.learner.stream.BatchPublication;
import mathesis.learner.stream.Offer;

/// A publisher's way out: a batch is journaled before it is sent and sent again until the learner has it. The journal
/// belongs to the caller's thread, the stream to the loop's.
final class Outbox implements AutoCloseable {
    private final BatchJournal journal;
    private final BatchOutbox outbox;
    private final BatchPublication publication;
    private final StreamLoop loop;

    Outbox(Path folder, BatchPublication publication, long resendNanos, StreamLoop loop) {
        this.journal = BatchJournal.open(folder);
        this.publication = publication;
        this.outbox = new BatchOutbox(publication, resendNanos);
        this.loop = loop;
        loop.add(this::poll);
    }

    /// Journals a batch and starts to send it; false when it was here before.
    boolean put(PackedBatch batch) {
        boolean fresh = journal.append(batch);
        if (fresh) {
            send(batch);
        }
        return fresh;
    }

    /// What an earlier life of the run has journaled and the learner does not have.
    List<PackedBatch> lacking(long fromStep, List<String> settled) {
        var known = new HashSet<>(settled);
        try (var entries = journal.replay(fromStep)) {
            return entries.filter(JournalEntry.Batch.class::isInstance)
                    .map(entry -> ((JournalEntry.Batch) entry).batch())
                    .filter(batch -> !known.containsAll(batch.groupIds()))
                    .toList();
        }
    }

    /// Sends a batch until it is acknowledged.
    void send(PackedBatch batch) {
        loop.execute(() -> outbox.add(batch));
    }

    /// The learner has these for good.
    void acknowledge(List<String> groupIds) {
        loop.execute(() -> groupIds.forEach(outbox::acknowledge));
    }

    /// Lets go of what no checkpoint needs any more.
    void retainFrom(long step) {
        journal.retainFrom(step);
    }

    private boolean poll() {
        if (outbox.size() == 0) {
            return false;
        }
        long before = publication.counts().chunks();
        if (outbox.poll(System.nanoTime()) == Offer.CLOSED) {
            throw new IllegalStateException("the stream of batches is closed");
        }
        return publication.counts().chunks() > before;
    }

    @Override
    public void close() {
        publication.close();
        journal.close();
    }
}
