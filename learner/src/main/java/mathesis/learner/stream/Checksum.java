package mathesis.learner.stream;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;

/// CRC-32C over the kinds of memory that the streams handle.
final class Checksum {
    private static final long SLICE = 1 << 30;

    private Checksum() {}

    static int of(MemorySegment segment) {
        var crc = new CRC32C();
        for (long from = 0; from < segment.byteSize(); from += SLICE) {
            long length = Math.min(SLICE, segment.byteSize() - from);
            crc.update(segment.asSlice(from, length).asByteBuffer());
        }
        return (int) crc.getValue();
    }

    static void update(CRC32C crc, DirectBuffer buffer, int offset, int length) {
        int from = buffer.wrapAdjustment() + offset;
        if (buffer.byteArray() != null) {
            crc.update(buffer.byteArray(), from, length);
        } else {
            ByteBuffer view = buffer.byteBuffer().duplicate();
            crc.update(view.clear().limit(from + length).position(from));
        }
    }
}
