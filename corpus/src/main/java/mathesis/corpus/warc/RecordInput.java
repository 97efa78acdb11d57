package mathesis.corpus.warc;

import java.io.IOException;
import java.util.Arrays;
import mathesis.corpus.DropReason;
import mathesis.corpus.warc.Unpacking.Step;

/// The stretch of unpacked bytes of the record in hand. It ends at a [Wall]: a member's end, damage, the archive's end.
/// The buffer grows with what a record needs; who asks keeps to the bounds.
final class RecordInput implements AutoCloseable {
    private static final int FIRST_BUFFER = 1 << 18;
    private static final int READ = 1 << 16;
    /// Bytes of the next member by which is told whether a record starts it.
    private static final int PEEK = 16;

    private static final long UNKNOWN = -1;

    /// Why a stretch ends.
    enum Wall {
        /// None known yet.
        NONE,
        MEMBER_END,
        BROKEN,
        END
    }

    private final Unpacking unpacking;
    private final ArchiveLimits limits;
    byte[] bytes = new byte[FIRST_BUFFER];
    /// The next byte of the stretch.
    int at;
    private int end;
    /// Where the stretch ends if a wall is known; bytes behind it are the next member's first.
    private int wallAt;
    private Wall wall = Wall.NONE;
    /// What stands behind the first bytes of the next member, when they were looked at.
    private Wall behind = Wall.NONE;
    /// Unpacked bytes before `bytes[0]`.
    private long base;
    /// Unpacked bytes before the member in hand, and where in the file it lies; UNKNOWN where no member starts.
    private long memberStart;
    private long memberOffset;
    private long nextMemberOffset;
    private DropReason reason = DropReason.CORRUPT;
    private boolean checksumOnly;

    private long packedMark;
    private long unpackedMark;

    RecordInput(Unpacking unpacking, ArchiveLimits limits) {
        this.unpacking = unpacking;
        this.limits = limits;
    }

    /// Bytes of the stretch in hand.
    int available() {
        return end() - at;
    }

    /// Where the bytes in hand end.
    int end() {
        return wall == Wall.NONE ? end : wallAt;
    }

    Wall wall() {
        return wall;
    }

    /// Whether no further byte belongs to the stretch.
    boolean complete() {
        return wall != Wall.NONE;
    }

    /// Why the stretch is broken.
    DropReason reason() {
        return reason;
    }

    boolean checksumOnly() {
        return checksumOnly;
    }

    /// Unpacked bytes of the archive before the next one.
    long unpackedOffset() {
        return base + at;
    }

    /// Whether the next byte is the first of a member.
    boolean atMemberStart() {
        return unpackedOffset() == memberStart;
    }

    /// Where in the file the member lies that started last.
    long memberOffset() {
        return memberOffset;
    }

    /// Reads some more of the stretch; false at its wall.
    boolean more() throws IOException {
        if (wall != Wall.NONE) {
            return false;
        }
        room();
        var step = unpacking.read(bytes, end, Math.min(READ, bytes.length - end));
        if (memberStart == base + end) {
            memberOffset = unpacking.memberOffset();
        }
        switch (step) {
            case BYTES -> end += unpacking.count();
            case MEMBER_END -> memberEnds();
            case BROKEN -> {
                setWall(Wall.BROKEN);
                reason = unpacking.reason();
                checksumOnly = unpacking.checksumOnly();
            }
            case END -> setWall(Wall.END);
        }
        return step == Step.BYTES;
    }

    /// Whether so many bytes of the stretch are in hand, after reading.
    boolean ensure(int count) throws IOException {
        while (available() < count) {
            if (!more()) {
                return available() >= count;
            }
        }
        return true;
    }

    private void setWall(Wall kind) {
        wall = kind;
        wallAt = end;
    }

    /// Looks at the next member's first bytes too.
    private void memberEnds() throws IOException {
        setWall(Wall.MEMBER_END);
        behind = Wall.NONE;
        while (end - wallAt < PEEK && behind == Wall.NONE) {
            room();
            switch (unpacking.read(bytes, end, Math.min(PEEK, bytes.length - end))) {
                case BYTES -> end += unpacking.count();
                case MEMBER_END -> behind = Wall.MEMBER_END;
                case BROKEN -> {
                    behind = Wall.BROKEN;
                    reason = unpacking.reason();
                    checksumOnly = unpacking.checksumOnly();
                }
                case END -> behind = Wall.END;
            }
        }
        nextMemberOffset = unpacking.memberOffset();
    }

    /// Whether the stretch ends at a member's end behind which no record starts: a record may go on there.
    boolean maySpanMembers(boolean arc) {
        if (wall != Wall.MEMBER_END || wallAt == end) {
            return false;
        }
        int first = wallAt;
        while (first < end && (bytes[first] == '\r' || bytes[first] == '\n')) {
            first++;
        }
        return !RecordStart.mayStart(bytes, first, end, arc);
    }

    /// Makes the next member a part of the stretch.
    void join() {
        memberStart = UNKNOWN;
        wall = Wall.NONE;
        if (behind != Wall.NONE) {
            setWall(behind);
            behind = Wall.NONE;
        }
    }

    /// Leaves what remains of the stretch and goes on behind its wall.
    void cross() {
        if (wall == Wall.END) {
            throw new IllegalStateException("nothing is behind the end of an archive");
        }
        at = wallAt;
        join();
        memberStart = base + at;
        memberOffset = nextMemberOffset;
    }

    /// From here on the ratio of inflation is measured.
    void mark() {
        packedMark = unpacking.packedPosition();
        unpackedMark = base + end;
    }

    /// Whether what was read since the mark is a bomb.
    boolean swollen() {
        return limits.isBomb(unpacking.packedPosition() - packedMark, base + end - unpackedMark);
    }

    long unpackedSinceMark() {
        return base + end - unpackedMark;
    }

    long members() {
        return unpacking.members();
    }

    /// Leaves the rest of the member, without inflating it.
    void abandonMember() throws IOException {
        if (wall == Wall.NONE) {
            unpacking.abandonMember();
            setWall(Wall.BROKEN);
        }
        reason = DropReason.BOMB;
    }

    /// Makes room for another read: what was used is let go, and the buffer grows when half of it is in use.
    private void room() {
        if (bytes.length - end >= Math.min(READ, bytes.length / 4)) {
            return;
        }
        if (at >= bytes.length / 2) {
            System.arraycopy(bytes, at, bytes, 0, end - at);
            base += at;
            end -= at;
            wallAt -= at;
            at = 0;
        } else {
            bytes = Arrays.copyOf(bytes, Math.multiplyExact(bytes.length, 2));
        }
    }

    @Override
    public void close() throws IOException {
        unpacking.close();
    }
}
