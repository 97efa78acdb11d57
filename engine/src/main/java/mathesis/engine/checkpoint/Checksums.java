package mathesis.engine.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 of files.
final class Checksums {
    private static final int CHUNK = 1 << 20;

    private Checksums() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// Reads a whole file.
    static FileSum of(Path file) throws IOException {
        var digest = sha256();
        var chunk = ByteBuffer.allocate(CHUNK);
        long bytes = 0;
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (channel.read(chunk) >= 0) {
                bytes += chunk.flip().remaining();
                digest.update(chunk);
                chunk.clear();
            }
        }
        return new FileSum(bytes, HexFormat.of().formatHex(digest.digest()));
    }
}
