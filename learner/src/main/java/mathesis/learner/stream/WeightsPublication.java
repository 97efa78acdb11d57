package mathesis.learner.stream;

import io.aeron.ExclusivePublication;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import mathesis.engine.PolicyVersion;
import mathesis.engine.Weights;

/// Sends weights on stream 2, newest first: a newer version replaces one that is half sent. Single-threaded.
///
/// Keeps a copy of the newest, so that training may go on at once and a late joiner can have it at any time.
public final class WeightsPublication implements AutoCloseable {
    private final ChunkedSender sender;
    private final Arena arena = Arena.ofShared();
    private Optional<Snapshot> newest = Optional.empty();
    private boolean again;

    private record Snapshot(PolicyVersion version, int layout, MemorySegment bytes, int crc) {}

    WeightsPublication(ExclusivePublication publication) {
        this.sender = new ChunkedSender(publication);
    }

    /// Copies the weights and starts to send them; [#poll] does the sending.
    public void publish(PolicyVersion version, Weights weights) {
        var source = weights.data();
        var copy = newest.map(Snapshot::bytes)
                .filter(bytes -> bytes.byteSize() == source.byteSize())
                .orElseGet(() -> arena.allocate(source.byteSize(), 64));
        copy.copyFrom(source);
        var snapshot = new Snapshot(version, WeightsLayout.of(weights.config()), copy, Checksum.of(copy));
        newest = Optional.of(snapshot);
        again = false;
        begin(snapshot);
    }

    /// Sends the newest version once more, after the transfer that is under way; nothing if none was published yet.
    public void resend() {
        again = newest.isPresent();
    }

    /// Sends as much as the subscribers take; `ACCEPTED` when nothing is left to send.
    public Offer poll() {
        var offer = sender.send();
        if (offer == Offer.ACCEPTED && again) {
            again = false;
            begin(newest.orElseThrow());
            offer = sender.send();
        }
        return offer;
    }

    /// The version that [#resend] would send.
    public Optional<PolicyVersion> newest() {
        return newest.map(Snapshot::version);
    }

    /// True while somebody subscribes.
    public boolean connected() {
        return sender.publication().isConnected();
    }

    /// What went through since this end was opened.
    public StreamCounts counts() {
        return sender.counts();
    }

    private void begin(Snapshot snapshot) {
        sender.begin(snapshot.layout, snapshot.version.number(), snapshot.bytes, snapshot.crc);
    }

    @Override
    public void close() {
        sender.close();
        arena.close();
    }
}
