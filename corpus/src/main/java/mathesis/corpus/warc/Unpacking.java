package mathesis.corpus.warc;

import java.io.IOException;
import mathesis.corpus.DropReason;

/// An archive's bytes without the compression of the archive, in stretches: members that follow each other without
/// damage, with a mark where each ends.
sealed interface Unpacking extends AutoCloseable permits PlainUnpacking, MemberUnpacking {
    /// What one call to [#read] met.
    enum Step {
        /// [#count] bytes.
        BYTES,
        /// A member ended and its checksum fits; the bytes that come next are of another.
        MEMBER_END,
        /// A member cannot be read further, for [#reason]; the bytes that come next are of a later one.
        BROKEN,
        /// The last byte of the archive has been read.
        END
    }

    /// @param length at least 1
    Step read(byte[] to, int from, int length) throws IOException;

    /// Bytes that the last step gave.
    int count();

    /// Why the last member broke: CORRUPT or TRUNCATED.
    DropReason reason();

    /// Whether the member that broke was read to its end, and only its checksum does not fit.
    boolean checksumOnly();

    /// Where in the file the member in hand starts.
    long memberOffset();

    /// How many members were begun.
    long members();

    /// Bytes of the file that were used up.
    long packedPosition();

    /// Leaves the rest of the member in hand unread; what comes next is of the next one.
    void abandonMember() throws IOException;

    @Override
    void close() throws IOException;
}
