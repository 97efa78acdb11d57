package mathesis.learner.stream;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import mathesis.engine.ModelConfig;
import mathesis.engine.PolicyVersion;
import mathesis.engine.Weights;

/// Receives weights on stream 2 into a staging block of its own and hands them out only when every chunk and the whole
/// have been checked. The latest version that begins wins, whatever its number: a learner that resumes from a
/// checkpoint goes back. Single-threaded.
public final class WeightsSubscription implements AutoCloseable {
    /// What came out of the stream.
    public sealed interface Event {
        /// A whole version. The weights belong to the subscription: copy them before the next poll, which may
        /// overwrite them, and do not write them.
        record Arrived(PolicyVersion version, Weights staging) implements Event {}

        /// A version was lost on the way or joined in the middle; ask the publisher to send it again.
        record Dropped(String reason) implements Event {}
    }

    /// What lies in the staging block: a version by its number and its bytes.
    private record Content(long version, int crc) {}

    private final ChunkedReceiver receiver;
    private final Weights staging;
    private final int layout;
    private Optional<Content> incoming = Optional.empty();
    private Optional<Content> arrived = Optional.empty();

    WeightsSubscription(Feed feed, ModelConfig config) {
        this.receiver = new ChunkedReceiver(feed, _ -> 0, this::allocate);
        this.staging = Weights.zeros(config);
        this.layout = WeightsLayout.of(config);
    }

    /// The next event, or empty when nothing more is here now. Takes at most as long as one version needs to come in.
    /// A version that has arrived and is sent once more for somebody else makes no event.
    public Optional<Event> poll() {
        try {
            var whole = receiver.poll();
            if (whole.isEmpty()) {
                return Optional.empty();
            }
            arrived = incoming;
            return Optional.of(new Event.Arrived(new PolicyVersion(whole.get().transfer()), staging));
        } catch (CorruptMessageException e) {
            return Optional.of(new Event.Dropped(e.getMessage()));
        }
    }

    /// True while a learner is connected.
    public boolean connected() {
        return receiver.feed().subscription().isConnected();
    }

    /// What went through since this end was opened.
    public StreamCounts counts() {
        return receiver.counts();
    }

    private Optional<MemorySegment> allocate(ChunkHeader first) throws CorruptMessageException {
        if (first.layout() != layout || first.totalBytes() != staging.data().byteSize() || first.transfer() < 0) {
            throw new CorruptMessageException("version %d has %d bytes of layout %08x; this model has %d of %08x"
                    .formatted(
                            first.transfer(),
                            first.totalBytes(),
                            first.layout(),
                            staging.data().byteSize(),
                            layout));
        }
        var content = Optional.of(new Content(first.transfer(), first.wholeCrc()));
        if (content.equals(arrived)) {
            return Optional.empty();
        }
        arrived = Optional.empty();
        incoming = content;
        return Optional.of(staging.data());
    }

    @Override
    public void close() {
        receiver.close();
        staging.close();
    }
}
