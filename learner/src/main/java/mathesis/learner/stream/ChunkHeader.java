package mathesis.learner.stream;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;

/// What every chunk says about the message that it is a part of. Each chunk carries the whole manifest, so that the
/// last one completes the message and none is needed after it.
///
/// On the wire, little-endian: magic and format, layout, transfer, index, count, total bytes, checksum of the whole,
/// checksum of this header and the chunk's payload; then the payload.
///
/// @param layout     tells messages of different meaning apart, for weights a checksum of the names and shapes
/// @param transfer   which message of its sender: for weights the policy version
/// @param index      0 for the first chunk
/// @param count      chunks of the message
/// @param totalBytes payload of all chunks together
/// @param wholeCrc   CRC-32C of that payload
record ChunkHeader(int layout, long transfer, int index, int count, long totalBytes, int wholeCrc) {
    static final int BYTES = 40;
    /// "MTH" and format 1.
    private static final int MAGIC = 0x4D544801;

    private static final int CRC_AT = BYTES - Integer.BYTES;

    /// Fills `header` with this and the checksum over it and the payload.
    void write(ByteBuffer header, ByteBuffer payload) {
        header.clear().order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(MAGIC).putInt(layout).putLong(transfer).putInt(index).putInt(count);
        header.putLong(totalBytes).putInt(wholeCrc);
        var crc = new CRC32C();
        crc.update(header.duplicate().flip());
        crc.update(payload.duplicate());
        header.putInt((int) crc.getValue()).flip();
    }

    /// Reads the header of a received chunk once its checksum has been found right.
    static ChunkHeader read(DirectBuffer chunk, int offset, int length) throws CorruptMessageException {
        if (length <= BYTES) {
            throw new CorruptMessageException("a chunk of " + length + " bytes holds no more than a header");
        }
        int magic = chunk.getInt(offset, ByteOrder.LITTLE_ENDIAN);
        if (magic != MAGIC) {
            throw new CorruptMessageException(
                    "a chunk begins with %08x; this build speaks %08x".formatted(magic, MAGIC));
        }
        var crc = new CRC32C();
        Checksum.update(crc, chunk, offset, CRC_AT);
        Checksum.update(crc, chunk, offset + BYTES, length - BYTES);
        if ((int) crc.getValue() != chunk.getInt(offset + CRC_AT, ByteOrder.LITTLE_ENDIAN)) {
            throw new CorruptMessageException("a chunk of " + length + " bytes fails its checksum");
        }
        return fields(chunk, offset).checked();
    }

    private static ChunkHeader fields(DirectBuffer chunk, int offset) {
        return new ChunkHeader(
                chunk.getInt(offset + 4, ByteOrder.LITTLE_ENDIAN),
                chunk.getLong(offset + 8, ByteOrder.LITTLE_ENDIAN),
                chunk.getInt(offset + 16, ByteOrder.LITTLE_ENDIAN),
                chunk.getInt(offset + 20, ByteOrder.LITTLE_ENDIAN),
                chunk.getLong(offset + 24, ByteOrder.LITTLE_ENDIAN),
                chunk.getInt(offset + 32, ByteOrder.LITTLE_ENDIAN));
    }

    private ChunkHeader checked() throws CorruptMessageException {
        if (index < 0 || index >= count || totalBytes < count) {
            throw new CorruptMessageException(
                    "chunk " + index + " of " + count + " for " + totalBytes + " bytes makes no sense");
        }
        return this;
    }

    boolean last() {
        return index == count - 1;
    }

    /// True when `later` is the chunk that must come next.
    boolean precedes(ChunkHeader later) {
        return later.equals(new ChunkHeader(layout, transfer, index + 1, count, totalBytes, wholeCrc));
    }
}
