package mathesis.corpus.warc;

import java.io.IOException;
import mathesis.corpus.DropReason;

/// How one kind of member (gzip) or frame (zstd) is read.
sealed interface MemberCodec extends AutoCloseable permits GzipCodec, ZstdCodec {
    /// What [#decode] returns at the end of a member.
    int END = -1;

    /// Whether the bytes at the file's position may start a member.
    boolean mayStart(ArchiveFile file) throws IOException;

    /// Whether members may start with this byte.
    boolean isFirstByte(byte b);

    /// Reads a member's head.
    void start(ArchiveFile file) throws IOException, BrokenMemberException;

    /// @return bytes written, at least 1, or [#END]
    int decode(ArchiveFile file, byte[] to, int from, int length) throws IOException, BrokenMemberException;

    /// Bytes that were taken from the file and not yet used.
    int unused();

    @Override
    void close();

    /// A member that cannot be read further.
    final class BrokenMemberException extends Exception {
        private static final long serialVersionUID = 1;

        private final DropReason reason;
        private final boolean checksumOnly;

        private BrokenMemberException(DropReason reason, boolean checksumOnly) {
            super(reason.toString(), null, false, false);
            this.reason = reason;
            this.checksumOnly = checksumOnly;
        }

        static BrokenMemberException corrupt() {
            return new BrokenMemberException(DropReason.CORRUPT, false);
        }

        static BrokenMemberException checksum() {
            return new BrokenMemberException(DropReason.CORRUPT, true);
        }

        static BrokenMemberException checksumCutOff() {
            return new BrokenMemberException(DropReason.TRUNCATED, true);
        }

        static BrokenMemberException truncated() {
            return new BrokenMemberException(DropReason.TRUNCATED, false);
        }

        DropReason reason() {
            return reason;
        }

        boolean checksumOnly() {
            return checksumOnly;
        }
    }
}
