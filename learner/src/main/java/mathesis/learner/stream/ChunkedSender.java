package mathesis.learner.stream;

import io.aeron.ExclusivePublication;
import io.aeron.Publication;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/// Cuts one message at a time into checksummed chunks and offers them until the stream pushes back.
final class ChunkedSender implements AutoCloseable {
    /// Past this size a chunk gains nothing, and a lost one costs more.
    private static final int LARGEST_CHUNK = 256 * 1024;

    private final ExclusivePublication publication;
    private final int payloadLength;
    private final StreamTally tally = new StreamTally();
    private final ByteBuffer header = ByteBuffer.allocateDirect(ChunkHeader.BYTES);
    private final UnsafeBuffer headerView = new UnsafeBuffer(header);
    private final UnsafeBuffer payloadView = new UnsafeBuffer(0, 0);
    private MemorySegment message = MemorySegment.NULL;
    private ChunkHeader next = new ChunkHeader(0, 0, 0, 0, 0, 0);
    private boolean prepared;

    ChunkedSender(ExclusivePublication publication) {
        this.publication = publication;
        this.payloadLength = Math.min(LARGEST_CHUNK, publication.maxMessageLength()) - ChunkHeader.BYTES;
    }

    /// Starts a message; one that is half sent is given up. The bytes must not change until it is accepted.
    void begin(int layout, long transfer, MemorySegment bytes, int wholeCrc) {
        int count = Math.toIntExact(Math.ceilDiv(bytes.byteSize(), (long) payloadLength));
        message = bytes;
        restart(new ChunkHeader(layout, transfer, 0, count, bytes.byteSize(), wholeCrc));
    }

    /// Sends what is left of the message; `ACCEPTED` when nothing is.
    Offer send() {
        while (next.index() < next.count()) {
            if (!prepared) {
                prepare();
            }
            long position = publication.offer(headerView, 0, ChunkHeader.BYTES, payloadView, 0, payloadView.capacity());
            if (position < 0) {
                return refused(position);
            }
            advance();
        }
        return Offer.ACCEPTED;
    }

    StreamCounts counts() {
        return tally.counts();
    }

    ExclusivePublication publication() {
        return publication;
    }

    private void prepare() {
        if (next.index() == 0) {
            tally.began();
        }
        long from = (long) next.index() * payloadLength;
        var payload = message.asSlice(from, Math.min(payloadLength, message.byteSize() - from))
                .asByteBuffer();
        next.write(header, payload);
        payloadView.wrap(payload);
        prepared = true;
    }

    private void advance() {
        tally.chunk(payloadView.capacity());
        if (next.last()) {
            tally.whole();
        }
        next = at(next.index() + 1);
        prepared = false;
    }

    private Offer refused(long position) {
        if (position == Publication.BACK_PRESSURED || position == Publication.ADMIN_ACTION) {
            tally.backPressured();
            return Offer.BACK_PRESSURED;
        }
        if (position == Publication.NOT_CONNECTED) {
            restart(at(0)); // whoever connects next has seen none of it
            return Offer.NOT_CONNECTED;
        }
        return Offer.CLOSED;
    }

    private void restart(ChunkHeader first) {
        next = first;
        prepared = false;
    }

    private ChunkHeader at(int index) {
        return new ChunkHeader(next.layout(), next.transfer(), index, next.count(), next.totalBytes(), next.wholeCrc());
    }

    @Override
    public void close() {
        publication.close();
    }
}
