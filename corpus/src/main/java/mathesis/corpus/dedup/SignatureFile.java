package mathesis.corpus.dedup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import mathesis.corpus.records.DamagedFileException;

/// Reads signatures by the row, as [SignatureFileWriter] wrote them.
final class SignatureFile implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private final ByteBuffer row;

    private SignatureFile(Path file, FileChannel channel, int hashes) {
        this.file = file;
        this.channel = channel;
        this.row = ByteBuffer.allocate(SignatureFileWriter.rowBytes(hashes));
    }

    /// @throws DamagedFileException where it holds no signatures of so many hashes
    static SignatureFile open(Path path, int hashes) throws IOException {
        var channel = FileChannel.open(path, StandardOpenOption.READ);
        var file = new SignatureFile(path, channel, hashes);
        try {
            var head = ByteBuffer.allocate(SignatureFileWriter.HEAD_BYTES);
            file.read(head, 0, "it ends within its head");
            if (!head.equals(SignatureFileWriter.head(hashes))) {
                throw new DamagedFileException(path, "it does not begin as signatures of " + hashes + " hashes do");
            }
            return file;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    int[] signature(int index) throws IOException {
        long at = SignatureFileWriter.HEAD_BYTES + (long) index * row.capacity();
        read(row.clear(), at, "it has no row " + index);
        int end = row.capacity() - Integer.BYTES;
        if (row.getInt(end) != SignatureFileWriter.checksum(index, row.slice(0, end))) {
            throw new DamagedFileException(file, "the checksum of row " + index + " does not fit");
        }
        var signature = new int[end / Integer.BYTES];
        row.asIntBuffer().get(signature);
        return signature;
    }

    private void read(ByteBuffer buffer, long at, String failure) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, at + buffer.position()) < 0) {
                throw new DamagedFileException(file, failure);
            }
        }
        buffer.flip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
