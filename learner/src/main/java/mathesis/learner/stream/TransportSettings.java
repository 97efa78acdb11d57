package mathesis.learner.stream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// How a process takes part in the streams.
///
/// @param folder     where the media driver puts its folder of shared memory; best a file system in memory
/// @param termLength bytes of one of the three buffers that each end of a stream has; a power of two. A message may be
///                   larger, a back-pressured publisher is at most half of it ahead
public record TransportSettings(Path folder, int termLength) {
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");
    private static final int USUAL_TERM = 4 << 20;

    /// Two streams with both ends in one process, three terms each, and the driver's own files.
    private static final long ROOM = 128L << 20;

    public TransportSettings {
        if (termLength < 64 << 10 || termLength > 1 << 30 || Integer.bitCount(termLength) != 1) {
            throw new IllegalArgumentException("mathesis.transport.term-length is " + termLength
                    + "; must be a power of two from 65536 to 1073741824");
        }
    }

    /// In `/dev/shm` where it has room (a container's may not), else in the folder for temporary files.
    public static TransportSettings usual() {
        return new TransportSettings(
                roomy(SHARED_MEMORY) ? SHARED_MEMORY : Path.of(System.getProperty("java.io.tmpdir")), USUAL_TERM);
    }

    /// The same with the driver's folder elsewhere.
    public TransportSettings in(Path otherFolder) {
        return new TransportSettings(otherFolder, termLength);
    }

    private static boolean roomy(Path folder) {
        try {
            return Files.isWritable(folder) && Files.getFileStore(folder).getUsableSpace() >= ROOM;
        } catch (IOException _) {
            return false; // the other folder will do
        }
    }
}
