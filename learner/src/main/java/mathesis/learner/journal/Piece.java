package mathesis.learner.journal;

import java.util.zip.CRC32C;
import mathesis.learner.stream.CorruptMessageException;
import net.openhft.chronicle.bytes.Bytes;

/// A part of an entry, small enough for one document of the queue.
///
/// @param entry running number of the entry in the journal
/// @param index 0 for the entry's first piece
/// @param count pieces of the entry
record Piece(long entry, int index, int count, byte[] bytes) {
    /// A document may take a quarter of a block.
    static final int LARGEST = 2 << 20;

    private static final int HEADER_BYTES = Integer.BYTES + Long.BYTES + 2 * Integer.BYTES;

    void write(Bytes<?> out) {
        out.writeInt(checksum()).writeLong(entry).writeInt(index).writeInt(count);
        out.write(bytes);
    }

    static Piece read(Bytes<?> in) throws CorruptMessageException {
        long length = in.readRemaining() - HEADER_BYTES;
        if (length < 0 || length > LARGEST) {
            throw new CorruptMessageException("a document of " + in.readRemaining() + " bytes is no piece of an entry");
        }
        int checksum = in.readInt();
        var piece = new Piece(in.readLong(), in.readInt(), in.readInt(), new byte[(int) length]);
        in.read(piece.bytes);
        if (piece.checksum() != checksum) {
            throw new CorruptMessageException("a piece of " + length + " bytes fails its checksum");
        }
        return piece;
    }

    boolean last() {
        return index == count - 1;
    }

    private int checksum() {
        var crc = new CRC32C();
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            crc.update((int) (entry >>> shift));
        }
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            crc.update(index >>> shift);
            crc.update(count >>> shift);
        }
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
