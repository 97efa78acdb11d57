package mathesis.learner.stream;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.agrona.concurrent.UnsafeBuffer;

/// Chunks made by hand, for tests that lose or damage some.
final class Chunks {
    private Chunks() {}

    /// The chunks of a message, each with `payload` bytes but the last.
    static List<UnsafeBuffer> of(int layout, long transfer, MemorySegment message, int payload) {
        int count = Math.toIntExact(Math.ceilDiv(message.byteSize(), (long) payload));
        int crc = Checksum.of(message);
        var chunks = new ArrayList<UnsafeBuffer>();
        for (int i = 0; i < count; i++) {
            long from = (long) i * payload;
            var part = message.asSlice(from, Math.min(payload, message.byteSize() - from));
            chunks.add(chunk(new ChunkHeader(layout, transfer, i, count, message.byteSize(), crc), part));
        }
        return chunks;
    }

    static UnsafeBuffer chunk(ChunkHeader header, MemorySegment payload) {
        var bytes = ByteBuffer.allocateDirect(ChunkHeader.BYTES + (int) payload.byteSize());
        var headerBytes = ByteBuffer.allocate(ChunkHeader.BYTES);
        header.write(headerBytes, payload.asByteBuffer());
        bytes.put(headerBytes).put(payload.asByteBuffer()).flip();
        return new UnsafeBuffer(bytes);
    }

    /// Bytes 0, 1, 2 and so on.
    static MemorySegment counting(int length) {
        var bytes = new byte[length];
        IntStream.range(0, length).forEach(i -> bytes[i] = (byte) i);
        return MemorySegment.ofArray(bytes);
    }
}
