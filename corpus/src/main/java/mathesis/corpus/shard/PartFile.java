package mathesis.corpus.shard;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import mathesis.corpus.files.NewFile;

/// A [NewFile] that is counted and digested on the way. One thread.
final class PartFile implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final NewFile target;
    private final OutputStream out;
    private final MessageDigest digest = Sha256.begin();
    private long bytes;

    PartFile(Path file) throws IOException {
        target = new NewFile(file);
        out = new BufferedOutputStream(Files.newOutputStream(target.temporary()), BUFFER);
    }

    /// Where to write. Closing it does nothing: the file is closed by itself.
    OutputStream stream() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] from, int offset, int length) throws IOException {
                out.write(from, offset, length);
                digest.update(from, offset, length);
                bytes += length;
            }
        };
    }

    /// Bytes written so far.
    long bytes() {
        return bytes;
    }

    /// Puts the file in its place, replacing another; returns its checksum.
    String commit() throws IOException {
        out.close();
        target.commit();
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public void close() throws IOException {
        try (target) {
            out.close();
        }
    }
}
