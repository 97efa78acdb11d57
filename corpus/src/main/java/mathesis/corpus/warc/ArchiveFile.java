package mathesis.corpus.warc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The bytes of an archive on disk through one buffer, with a way back: after damage the search for the next member
/// starts again behind the last good place. One thread.
final class ArchiveFile implements AutoCloseable {
    private static final int BUFFER = 1 << 17;

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    /// The bytes in hand are those from `at` to `end`.
    final byte[] bytes = buffer.array();
    int at;
    int end;
    /// Where in the file `bytes[0]` lies.
    private long base;

    ArchiveFile(Path file) throws IOException {
        this.channel = FileChannel.open(file, StandardOpenOption.READ);
    }

    long position() {
        return base + at;
    }

    int available() {
        return end - at;
    }

    void seek(long position) throws IOException {
        if (position >= base && position <= base + end) {
            at = (int) (position - base);
            return;
        }
        channel.position(position);
        base = position;
        at = 0;
        end = 0;
    }

    /// Skips forward; to the end when there are fewer bytes.
    void skip(long count) throws IOException {
        if (count <= available()) {
            at += (int) count;
        } else {
            seek(Math.min(channel.size(), position() + count));
        }
    }

    /// Whether there is a byte in hand, after reading more if there was none.
    boolean fill() throws IOException {
        return ensure(1);
    }

    /// Whether there are so many bytes in hand, after reading more if there were fewer.
    ///
    /// @param count at most 64 KiB
    boolean ensure(int count) throws IOException {
        if (available() >= count) {
            return true;
        }
        System.arraycopy(bytes, at, bytes, 0, available());
        base += at;
        end -= at;
        at = 0;
        while (end < count) {
            buffer.limit(BUFFER).position(end);
            int read = channel.read(buffer);
            if (read < 0) {
                return false;
            }
            end += read;
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
