package mathesis.learner.stream;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import mathesis.learner.PackedBatch;

/// Keeps every batch until the learner has acknowledged all its groups, and sends it again when that takes too long.
/// The ring bounds how many there can be. Single-threaded; the caller brings the time.
public final class BatchOutbox {
    /// A batch and what is still unconfirmed of it.
    private static final class Pending {
        private final PackedBatch batch;
        private final Set<String> unconfirmed;
        private boolean sent;
        private long sentAtNanos;

        private Pending(PackedBatch batch) {
            this.batch = batch;
            this.unconfirmed = new HashSet<>(batch.groupIds());
        }

        private boolean due(long nowNanos, long resendNanos) {
            return !sent || nowNanos - sentAtNanos >= resendNanos;
        }
    }

    private final BatchPublication publication;
    private final long resendNanos;
    private final List<Pending> pending = new ArrayList<>();
    private long resent;

    /// @param resendNanos how long an acknowledgement may take before the batch is sent again
    public BatchOutbox(BatchPublication publication, long resendNanos) {
        this.publication = publication;
        this.resendNanos = resendNanos;
    }

    /// Takes a batch on; [#poll] sends it.
    public void add(PackedBatch batch) {
        pending.add(new Pending(batch));
    }

    /// Notes that the learner has a group for good. Harmless for one that is not waited for.
    public void acknowledge(String groupId) {
        pending.removeIf(entry -> entry.unconfirmed.remove(groupId) && entry.unconfirmed.isEmpty());
    }

    /// Sends what is due, oldest first, as far as the stream takes it; `ACCEPTED` when nothing is due any more.
    public Offer poll(long nowNanos) {
        for (var entry : pending) {
            if (entry.due(nowNanos, resendNanos)) {
                var offer = publication.offer(entry.batch);
                if (offer != Offer.ACCEPTED) {
                    return offer;
                }
                resent += entry.sent ? 1 : 0;
                entry.sent = true;
                entry.sentAtNanos = nowNanos;
            }
        }
        return Offer.ACCEPTED;
    }

    /// Batches that are not acknowledged.
    public int size() {
        return pending.size();
    }

    /// Batches that were sent once more.
    public long resent() {
        return resent;
    }
}
