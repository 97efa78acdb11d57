package mathesis.engine.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Where the bytes of a checkpoint go. Tests put one that fills up in its place.
interface Disk {
    /// The file system.
    Disk REAL = new Disk() {
        @Override
        public WritableByteChannel create(Path file) throws IOException {
            return new DurableFile(FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        }

        @Override
        public long usableBytes(Path folder) throws IOException {
            return Files.getFileStore(folder).getUsableSpace();
        }
    };

    /// A new file. Once `close` has returned without an exception, the bytes survive a loss of power.
    WritableByteChannel create(Path file) throws IOException;

    /// Bytes that may still be written into a folder.
    long usableBytes(Path folder) throws IOException;

    /// Makes the names in a folder survive a loss of power.
    static void force(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /// Forces its bytes to the device when it is closed.
    record DurableFile(FileChannel channel) implements WritableByteChannel {
        @Override
        public int write(ByteBuffer source) throws IOException {
            return channel.write(source);
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() throws IOException {
            try (channel) {
                if (channel.isOpen()) {
                    channel.force(true);
                }
            }
        }
    }
}
