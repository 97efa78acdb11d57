package mathesis.corpus.shard;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// A range of a file as a stream. Several may read one channel.
final class ChunkInput extends InputStream {
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).limit(0);
    private final long end;
    private long position;

    /// @throws IOException when the range is not within the file
    ChunkInput(FileChannel channel, long from, long length) throws IOException {
        if (from < 0 || length < 0 || from > channel.size() - length) {
            throw new IOException("says that " + length + " bytes follow byte " + from + ", past its end");
        }
        this.channel = channel;
        position = from;
        end = from + length;
    }

    /// Bytes that are left.
    long left() {
        return end - position + buffer.remaining();
    }

    @Override
    public int read() throws IOException {
        return buffer.hasRemaining() || fill() ? buffer.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        if (!buffer.hasRemaining() && !fill()) {
            return -1;
        }
        int read = Math.min(length, buffer.remaining());
        buffer.get(to, offset, read);
        return read;
    }

    /// All of the next so many bytes.
    ///
    /// @throws IOException when fewer are left
    byte[] exactly(int length) throws IOException {
        if (length < 0 || length > left()) {
            throw new IOException("says that " + length + " bytes follow where " + left() + " are left");
        }
        return readNBytes(length);
    }

    private boolean fill() throws IOException {
        buffer.clear().limit((int) Math.min(buffer.capacity(), end - position));
        int read = buffer.hasRemaining() ? channel.read(buffer, position) : -1;
        buffer.flip();
        position += Math.max(read, 0);
        return read > 0;
    }
}
