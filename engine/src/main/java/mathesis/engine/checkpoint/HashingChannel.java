package mathesis.engine.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.security.MessageDigest;
import java.util.HexFormat;

/// Passes bytes on, counts them and takes their SHA-256.
final class HashingChannel implements WritableByteChannel {
    private final WritableByteChannel target;
    private final MessageDigest digest = Checksums.sha256();
    private long bytes;

    HashingChannel(WritableByteChannel target) {
        this.target = target;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        var unhashed = source.duplicate();
        int written = target.write(source);
        digest.update(unhashed.limit(unhashed.position() + written));
        bytes += written;
        return written;
    }

    /// What has been written; ends the hashing.
    FileSum sum() {
        return new FileSum(bytes, HexFormat.of().formatHex(digest.digest()));
    }

    @Override
    public boolean isOpen() {
        return target.isOpen();
    }

    @Override
    public void close() throws IOException {
        target.close();
    }
}
