package mathesis.engine.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/// A disk that takes a number of bytes and then says what Linux says.
final class FullDisk implements Disk {
    private final long usable;
    private long room;

    /// @param usable what the disk claims to have free
    /// @param room   what it takes
    FullDisk(long usable, long room) {
        this.usable = usable;
        this.room = room;
    }

    @Override
    public WritableByteChannel create(Path file) throws IOException {
        var real = Disk.REAL.create(file);
        return new WritableByteChannel() {
            @Override
            public int write(ByteBuffer source) throws IOException {
                if (room < source.remaining()) {
                    real.write(source.slice(source.position(), (int) room));
                    room = 0;
                    throw new IOException("No space left on device");
                }
                room -= source.remaining();
                return real.write(source);
            }

            @Override
            public boolean isOpen() {
                return real.isOpen();
            }

            @Override
            public void close() throws IOException {
                real.close();
            }
        };
    }

    @Override
    public long usableBytes(Path folder) {
        return usable;
    }
}
