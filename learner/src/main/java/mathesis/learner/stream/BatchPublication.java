package mathesis.learner.stream;

import io.aeron.ExclusivePublication;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import mathesis.learner.PackedBatch;

/// Sends packed batches on stream 1. Accepted is not arrived: keep a batch until the learner acknowledges its groups,
/// as [BatchOutbox] does. Single-threaded.
public final class BatchPublication implements AutoCloseable {
    private final ChunkedSender sender;
    private Optional<PackedBatch> underWay = Optional.empty();
    private long transfers;

    BatchPublication(ExclusivePublication publication) {
        this.sender = new ChunkedSender(publication);
    }

    /// Sends a batch, or what is left of it if the same object was offered before and not accepted. Offering another
    /// one in between gives up the first, which then has to be offered from its beginning.
    @SuppressWarnings("ReferenceEquality") // the same object, not an equal one
    public Offer offer(PackedBatch batch) {
        if (underWay.isEmpty() || underWay.get() != batch) {
            begin(batch);
        }
        var offer = sender.send();
        if (offer == Offer.ACCEPTED) {
            underWay = Optional.empty();
        }
        return offer;
    }

    /// True while a learner listens.
    public boolean connected() {
        return sender.publication().isConnected();
    }

    /// What went through since this end was opened.
    public StreamCounts counts() {
        return sender.counts();
    }

    private void begin(PackedBatch batch) {
        var bytes = MemorySegment.ofArray(PackedBatchCodec.encode(batch));
        sender.begin(BatchSubscription.LAYOUT, ++transfers, bytes, Checksum.of(bytes));
        underWay = Optional.of(batch);
    }

    @Override
    public void close() {
        sender.close();
    }
}
