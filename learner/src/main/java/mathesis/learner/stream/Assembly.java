package mathesis.learner.stream;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;

/// Puts the chunks of a message together again, in order, checking each and then the whole. A chunk that is damaged or
/// does not follow gives up the message: that is reported once, and the rest of it is passed over in silence.
final class Assembly {
    /// Where a message is to be put, decided when its first chunk arrives.
    interface Target {
        /// Memory of exactly `totalBytes`, or empty when the message is not wanted.
        Optional<MemorySegment> allocate(ChunkHeader first) throws CorruptMessageException;
    }

    /// A message whose every byte has been checked.
    record Whole(long transfer, MemorySegment bytes) {}

    /// The chunk that was put down last, and where the next one goes.
    private record UnderWay(int session, ChunkHeader latest, MemorySegment bytes, long written) {}

    private final Target target;
    private final StreamTally tally;
    private final CRC32C crc = new CRC32C();
    private Optional<UnderWay> underWay = Optional.empty();
    private boolean passingOver;

    Assembly(Target target, StreamTally tally) {
        this.target = target;
        this.tally = tally;
    }

    /// Takes the next chunk; the message, if this completed it. An exception says that a message was given up.
    Optional<Whole> accept(int session, DirectBuffer buffer, int offset, int length) throws CorruptMessageException {
        try {
            var header = ChunkHeader.read(buffer, offset, length);
            if (header.index() == 0) {
                begin(session, header);
            } else if (passingOver) {
                return Optional.empty();
            } else {
                requireNext(session, header);
            }
            return underWay.isEmpty() ? Optional.empty() : append(header, buffer, offset, length);
        } catch (CorruptMessageException e) {
            giveUp();
            throw e;
        }
    }

    /// The transfer of this session that is half here.
    OptionalLong transferFrom(int session) {
        return underWay.isPresent() && underWay.get().session == session
                ? OptionalLong.of(underWay.get().latest.transfer())
                : OptionalLong.empty();
    }

    /// Forgets a half-received message; counts it as dropped.
    void giveUp() {
        underWay = Optional.empty();
        passingOver = true;
        tally.dropped();
    }

    private void begin(int session, ChunkHeader first) throws CorruptMessageException {
        if (underWay.isPresent()) {
            tally.superseded();
            underWay = Optional.empty();
        }
        var bytes = target.allocate(first);
        passingOver = bytes.isEmpty();
        if (bytes.isPresent()) {
            tally.began();
            crc.reset();
            underWay = Optional.of(new UnderWay(session, first, bytes.get(), 0));
        }
    }

    private void requireNext(int session, ChunkHeader header) throws CorruptMessageException {
        if (underWay.isEmpty()) {
            throw new CorruptMessageException("the beginning is missing: chunk " + header.index() + " of "
                    + header.count() + " of transfer " + header.transfer() + " came first");
        }
        var half = underWay.get();
        if (half.session != session || !half.latest.precedes(header)) {
            throw new CorruptMessageException("chunk " + (half.latest.index() + 1) + " of " + half.latest.count()
                    + " of transfer " + half.latest.transfer() + " is missing; chunk " + header.index()
                    + " of transfer " + header.transfer() + " came");
        }
    }

    private Optional<Whole> append(ChunkHeader header, DirectBuffer buffer, int offset, int length)
            throws CorruptMessageException {
        var half = underWay.orElseThrow();
        int payload = length - ChunkHeader.BYTES;
        if (payload > header.totalBytes() - half.written) {
            throw new CorruptMessageException("transfer " + header.transfer() + " has more bytes than it announced");
        }
        var place = half.bytes.asSlice(half.written, payload).asByteBuffer();
        buffer.getBytes(offset + ChunkHeader.BYTES, place, 0, payload);
        crc.update(place);
        tally.chunk(payload);
        underWay = Optional.of(new UnderWay(half.session, header, half.bytes, half.written + payload));
        return header.last() ? Optional.of(complete()) : Optional.empty();
    }

    private Whole complete() throws CorruptMessageException {
        var half = underWay.orElseThrow();
        if (half.written != half.latest.totalBytes()) {
            throw new CorruptMessageException("transfer " + half.latest.transfer() + " ends after " + half.written
                    + " of " + half.latest.totalBytes() + " bytes");
        }
        if ((int) crc.getValue() != half.latest.wholeCrc()) {
            throw new CorruptMessageException("transfer " + half.latest.transfer() + " as a whole fails its checksum");
        }
        underWay = Optional.empty();
        tally.whole();
        return new Whole(half.latest.transfer(), half.bytes);
    }
}
