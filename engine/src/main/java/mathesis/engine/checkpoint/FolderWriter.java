package mathesis.engine.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Writes a folder that appears whole or not at all: its files are written in a folder beside it, each forced to the
/// device, and then that folder is renamed.
final class FolderWriter {
    /// Ends the name of a folder that is being written.
    static final String PARTIAL = ".partial";

    /// Fills a folder.
    interface FolderContent {
        void writeTo(FolderWriter folder) throws IOException;
    }

    /// Fills a file.
    interface FileContent {
        void writeTo(WritableByteChannel file) throws IOException;
    }

    private final Path folder;
    private final Disk disk;
    private final Map<String, FileSum> files = new LinkedHashMap<>();

    private FolderWriter(Path folder, Disk disk) {
        this.folder = folder;
        this.disk = disk;
    }

    /// Writes a folder that is not there yet, or is empty.
    ///
    /// @param neededBytes what it will take about; less than that free is found out before anything is written
    /// @throws IOException naming the folder and `neededBytes`; nothing is left behind then
    static void write(Path target, long neededBytes, Disk disk, FolderContent content) throws IOException {
        var place = target.toAbsolutePath();
        var partial = place.resolveSibling(place.getFileName() + PARTIAL);
        try {
            Folders.create(place.getParent());
            requireSpace(place.getParent(), neededBytes, disk);
            Folders.delete(partial);
            Files.createDirectory(partial);
            content.writeTo(new FolderWriter(partial, disk));
            Disk.force(partial);
            Files.move(partial, place, StandardCopyOption.ATOMIC_MOVE);
            Disk.force(place.getParent());
        } catch (IOException e) {
            discard(partial, e);
            throw new IOException(
                    "cannot write " + place + ", which needs " + neededBytes + " bytes: " + e.getMessage(), e);
        } catch (RuntimeException | Error e) {
            discard(partial, e);
            throw e;
        }
    }

    private static void requireSpace(Path parent, long neededBytes, Disk disk) throws IOException {
        long usable = disk.usableBytes(parent);
        if (usable < neededBytes) {
            throw new IOException("only " + usable + " bytes are free");
        }
    }

    private static void discard(Path partial, Throwable reason) {
        try {
            Folders.delete(partial);
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    /// Writes one file.
    void file(String name, FileContent content) throws IOException {
        try (var channel = new HashingChannel(disk.create(folder.resolve(name)))) {
            content.writeTo(channel);
            files.put(name, channel.sum());
        }
    }

    /// Writes one file of these bytes.
    void file(String name, byte[] bytes) throws IOException {
        file(name, channel -> writeFully(channel, ByteBuffer.wrap(bytes)));
    }

    /// What has been written so far, by name.
    Map<String, FileSum> files() {
        return Collections.unmodifiableMap(files);
    }

    static void writeFully(WritableByteChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
