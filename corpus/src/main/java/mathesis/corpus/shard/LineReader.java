package mathesis.corpus.shard;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Lines of a zstd file, within limits. Reads into one buffer that grows to the longest line.
final class LineReader implements AutoCloseable {
    private final Path file;
    private final ShardLimits limits;
    private final long fileBytes;
    private final InputStream in;
    private byte[] buffer = new byte[1 << 16];
    private int filled;
    private int from;
    private int to;
    private int after;
    private long line;
    private long inflated;

    LineReader(Path file, ShardLimits limits) throws IOException {
        this.file = file;
        this.limits = limits;
        fileBytes = Files.size(file);
        in = new ZstdInputStream(Files.newInputStream(file));
    }

    /// Whether there is another line that is not blank; it lies in [#bytes] from [#from] to [#to] until the next call.
    boolean next() throws IOException {
        do {
            if (!advance()) {
                return false;
            }
        } while (isBlank());
        return true;
    }

    byte[] bytes() {
        return buffer;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /// File and line, for messages.
    String place() {
        return file + " line " + line;
    }

    private boolean advance() throws IOException {
        from = after;
        line++;
        int seen = from;
        while (true) {
            for (; seen < filled; seen++) {
                if (buffer[seen] == '\n') {
                    to = seen;
                    after = seen + 1;
                    return true;
                }
            }
            if (seen - from > limits.mostDocumentBytes()) {
                throw new IOException(place() + " is longer than " + limits.mostDocumentBytes() + " bytes");
            }
            seen -= from;
            if (!fill()) {
                to = filled;
                after = filled;
                return to > from;
            }
        }
    }

    /// Moves the line under way to the front and reads more behind it; false at the end of the file.
    private boolean fill() throws IOException {
        if (filled - from > buffer.length / 2) {
            // longer than half the buffer: it grows; bounded, as a line is
            buffer = Arrays.copyOf(buffer, Math.multiplyExact(buffer.length, 2));
        }
        System.arraycopy(buffer, from, buffer, 0, filled - from);
        filled -= from;
        after -= from;
        from = 0;
        int read = read();
        filled += Math.max(read, 0);
        return read > 0;
    }

    private int read() throws IOException {
        try {
            int read = in.read(buffer, filled, buffer.length - filled);
            inflated += Math.max(read, 0);
            if (!limits.allows(fileBytes, inflated)) {
                throw new IOException("inflates to more than " + limits.mostRatio() + " times its size");
            }
            return read;
        } catch (IOException e) {
            throw new IOException(place() + ": " + e.getMessage(), e);
        }
    }

    private boolean isBlank() {
        for (int i = from; i < to; i++) {
            if (buffer[i] != ' ' && buffer[i] != '\r' && buffer[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
