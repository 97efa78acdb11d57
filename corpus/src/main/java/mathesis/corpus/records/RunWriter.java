package mathesis.corpus.records;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalInt;

/// Writes a temporary run.
final class RunWriter implements AutoCloseable {
    private final Path file;
    private final int width;
    private final FileChannel channel;
    private final ByteBuffer buffer;
    private long records;

    RunWriter(Path file, int width, int bufferBytes) throws IOException {
        this.file = file;
        this.width = width;
        int recordBytes = width * Long.BYTES;
        this.buffer = ByteBuffer.allocate(Math.max(1, bufferBytes / recordBytes) * recordBytes);
        this.channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    void add(long[] source, int from) throws IOException {
        for (int i = 0; i < width; i++) {
            buffer.putLong(source[from + i]);
        }
        records++;
        if (!buffer.hasRemaining()) {
            flush();
        }
    }

    Run finish() throws IOException {
        flush();
        return new Run(file, 0, records, width, OptionalInt.empty());
    }

    private void flush() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
