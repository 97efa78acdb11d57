package mathesis.corpus.dedup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import mathesis.corpus.files.NewFile;

/// Writes the signatures of an archive's candidates, row after row; whole or not at all. Serves one thread.
///
/// Big endian: `MATHSIG1`, int32 hashes of a row, int32 CRC-32C of that, then per row int32[hashes] and int32 CRC-32C
/// of the row's number and hashes, so that single rows can be read and trusted.
final class SignatureFileWriter implements AutoCloseable {
    static final long MAGIC = 0x4d41544853494731L; // MATHSIG1
    static final int HEAD_BYTES = Long.BYTES + 2 * Integer.BYTES;

    private static final int BUFFER_ROWS = 128;

    private final NewFile target;
    private final FileChannel channel;
    private final ByteBuffer buffer;
    private int rows;

    SignatureFileWriter(Path file, int hashes) throws IOException {
        buffer = ByteBuffer.allocate(BUFFER_ROWS * rowBytes(hashes) + HEAD_BYTES);
        target = new NewFile(file);
        channel = FileChannel.open(target.temporary(), StandardOpenOption.WRITE);
        buffer.put(head(hashes));
    }

    static int rowBytes(int hashes) {
        return (hashes + 1) * Integer.BYTES;
    }

    static ByteBuffer head(int hashes) {
        var head = ByteBuffer.allocate(HEAD_BYTES).putLong(MAGIC).putInt(hashes);
        var crc = new CRC32C();
        crc.update(head.duplicate().flip());
        return head.putInt((int) crc.getValue()).flip();
    }

    /// Of a row's bytes without its checksum.
    static int checksum(int row, ByteBuffer bytes) {
        var crc = new CRC32C();
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            crc.update(row >> shift);
        }
        crc.update(bytes);
        return (int) crc.getValue();
    }

    void add(int... signature) throws IOException {
        if (buffer.remaining() < rowBytes(signature.length)) {
            flush();
        }
        int from = buffer.position();
        for (int hash : signature) {
            buffer.putInt(hash);
        }
        buffer.putInt(checksum(rows++, buffer.slice(from, signature.length * Integer.BYTES)));
    }

    private void flush() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    void commit() throws IOException {
        flush();
        channel.close();
        target.commit();
    }

    @Override
    public void close() throws IOException {
        channel.close();
        target.close();
    }
}
