package mathesis.learner.stream;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import mathesis.learner.PackedBatch;

/// Receives packed batches from any number of publishers on stream 1. A batch may arrive twice, for a publisher sends
/// again what was not acknowledged; the receiver tells by its group ids. Single-threaded.
public final class BatchSubscription implements AutoCloseable {
    /// Tells batches from other messages: "BATC".
    static final int LAYOUT = 0x42415443;

    /// What came out of the stream.
    public sealed interface Event {
        /// A whole batch, checked.
        record Arrived(PackedBatch batch) implements Event {}

        /// A batch was lost on the way; its publisher sends it again when nobody acknowledges it.
        record Dropped(String reason) implements Event {}
    }

    private final ChunkedReceiver receiver;

    BatchSubscription(Feed feed) {
        this.receiver = new ChunkedReceiver(feed, IntUnaryOperator.identity(), BatchSubscription::allocate);
    }

    /// The next event, or empty when nothing more is here now. Takes at most as long as one batch needs to come in.
    public Optional<Event> poll() {
        try {
            var whole = receiver.poll();
            return whole.isPresent() ? Optional.of(new Event.Arrived(decode(whole.get()))) : Optional.empty();
        } catch (CorruptMessageException e) {
            return Optional.of(new Event.Dropped(e.getMessage()));
        }
    }

    /// Number of publishers that are connected.
    public int publishers() {
        return receiver.feed().subscription().imageCount();
    }

    /// Address and port that publishers are to send to, for channels with port 0; empty until the system has chosen.
    public Optional<String> endpoint() {
        return Optional.ofNullable(receiver.feed().subscription().resolvedEndpoint());
    }

    /// What went through since this end was opened.
    public StreamCounts counts() {
        return receiver.counts();
    }

    private static Optional<MemorySegment> allocate(ChunkHeader first) throws CorruptMessageException {
        if (first.layout() != LAYOUT || first.totalBytes() > PackedBatchCodec.MAX_BYTES) {
            throw new CorruptMessageException("a message of kind %08x and %d bytes is no packed batch"
                    .formatted(first.layout(), first.totalBytes()));
        }
        return Optional.of(MemorySegment.ofArray(new byte[(int) first.totalBytes()]));
    }

    private static PackedBatch decode(Assembly.Whole whole) throws CorruptMessageException {
        return PackedBatchCodec.decode((byte[]) whole.bytes().heapBase().orElseThrow());
    }

    @Override
    public void close() {
        receiver.close();
    }
}
