package mathesis.corpus.records;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/// The records of a [Run], read in pieces. The checksum is compared when the last one is read, before it is handed on.
final class RunReader implements RecordStream {
    private final Run run;
    private final FileChannel channel;
    private final ByteBuffer buffer;
    private final CRC32C checksum = new CRC32C();
    private final long[] record;
    private long position;
    private final long end;

    /// @param bufferBytes to read at once; at least one record is
    RunReader(Run run, int bufferBytes) throws IOException {
        this.run = run;
        int recordBytes = run.width() * Long.BYTES;
        this.buffer = ByteBuffer.allocate(Math.max(1, bufferBytes / recordBytes) * recordBytes)
                .limit(0);
        this.record = new long[run.width()];
        this.position = run.offset();
        this.end = run.offset() + run.records() * recordBytes;
        this.channel = FileChannel.open(run.file(), StandardOpenOption.READ);
    }

    @Override
    public boolean advance() throws IOException {
        if (!buffer.hasRemaining() && !fill()) {
            return false;
        }
        for (int i = 0; i < record.length; i++) {
            record[i] = buffer.getLong();
        }
        return true;
    }

    private boolean fill() throws IOException {
        if (position == end) {
            return false;
        }
        buffer.clear().limit((int) Math.min(buffer.capacity(), end - position));
        while (buffer.hasRemaining()) {
            int read = channel.read(buffer, position);
            if (read < 0) {
                throw new DamagedFileException(run.file(), "it ends at byte " + position + " of " + end);
            }
            position += read;
        }
        checksum.update(buffer.flip());
        buffer.rewind();
        if (position == end && run.checksum().isPresent() && run.checksum().getAsInt() != (int) checksum.getValue()) {
            throw new DamagedFileException(
                    run.file(), "the checksum of bytes " + run.offset() + " to " + end + " does not fit");
        }
        return true;
    }

    @Override
    public long[] record() {
        return record;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
