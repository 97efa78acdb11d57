package mathesis.corpus.warc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import mathesis.corpus.DropReason;
import mathesis.corpus.warc.RecordInput.Wall;

/// Splits an archive into records. A declared length is believed if a record, a member's end or the archive's end
/// follows where it says, or an empty line and no record comes before; else the record ends where the next one is
/// found.
final class RecordReader implements AutoCloseable {
    private static final int WARC_MAGIC = 5;
    private static final byte[] EMPTY_LINE = {'\r', '\n', '\r', '\n'};
    /// Results of looking for the end of a head.
    private static final int INCOMPLETE = -1;

    private static final int TOO_LONG = -2;
    /// More than any writer puts between records.
    private static final int ENOUGH_NEWLINES = 16;
    /// Bytes of a first or only member that are thrown away before the rest of it is given up.
    private static final long MOST_DISCARDED = 4L << 30;

    private final RecordInput in;
    private final ArchiveLimits limits;
    private final DamageTally damage;
    private boolean arc;
    private long records;
    private long recordsOfMember;

    RecordReader(RecordInput in, ArchiveLimits limits, DamageTally damage) {
        this.in = in;
        this.limits = limits;
        this.damage = damage;
    }

    /// The buffer that blocks lie in.
    byte[] bytes() {
        return in.bytes;
    }

    /// The next record, whole or lost; empty at the end of the archive.
    Optional<Split> next() throws IOException {
        while (true) {
            in.mark();
            boolean startsMember = in.atMemberStart();
            skipNewlines();
            long offset = offset(startsMember);
            if (isLostToBomb()) {
                return Optional.of(abandon(offset, Optional.empty()));
            }
            if (in.available() > 0) {
                if (atRecord()) {
                    return Optional.of(read(offset, startsMember));
                }
                if (skipJunk()) {
                    return Optional.of(lost(offset, Optional.empty(), DropReason.BOMB));
                }
            } else if (in.wall() == Wall.END) {
                return Optional.empty();
            } else {
                var lost = crossWall();
                if (lost.isPresent()) {
                    return lost;
                }
            }
        }
    }

    private void skipNewlines() throws IOException {
        do {
            while (in.available() > 0 && isNewline(in.bytes[in.at])) {
                in.at++;
            }
        } while (in.available() == 0 && !isLostToBomb() && in.more());
    }

    /// In an archive of one member a bomb among the records must not cost those behind it.
    private boolean isLostToBomb() {
        return in.swollen() && (in.members() > 1 || in.unpackedSinceMark() > MOST_DISCARDED);
    }

    private static boolean isNewline(byte b) {
        return b == '\n' || b == '\r';
    }

    /// Passes the end of a stretch that holds no further byte.
    private Optional<Split> crossWall() {
        boolean broken = in.wall() == Wall.BROKEN;
        boolean recordLost = broken && (recordsOfMember == 0 || !in.checksumOnly());
        if (broken && !recordLost) {
            damage.count(Damage.CHECKSUM);
        }
        long offset = in.memberOffset();
        var reason = in.reason();
        cross();
        return recordLost ? Optional.of(lost(offset, Optional.empty(), reason)) : Optional.empty();
    }

    private void cross() {
        in.cross();
        recordsOfMember = 0;
    }

    private boolean atRecord() throws IOException {
        in.ensure(WARC_MAGIC);
        if (RecordStart.isWarc(in.bytes, in.at, in.end())) {
            return true;
        }
        if (!arc && records > 0) {
            return false;
        }
        in.ensure(RecordStart.window(true));
        return RecordStart.isArc(in.bytes, in.at, in.end());
    }

    private boolean skipJunk() throws IOException {
        in.at++;
        boolean bomb = discard();
        boolean ofLostRecord = in.wall() == Wall.BROKEN && in.available() == 0 && recordsOfMember == 0;
        if (!bomb && !ofLostRecord) {
            damage.count(Damage.JUNK);
        }
        return bomb;
    }

    /// Throws away what comes before the next record of the stretch, or all of it.
    ///
    /// @return whether it was a bomb
    private boolean discard() throws IOException {
        boolean bomb = false;
        while (true) {
            int start = RecordStart.find(in.bytes, in.at, in.end(), arc, in.complete());
            in.at = start == RecordStart.NONE ? in.end() : start;
            if (start != RecordStart.NONE && isSure(start)) {
                return bomb;
            }
            bomb |= in.swollen();
            if (isLostToBomb()) {
                abandonMember();
                return true;
            }
            if (!in.more() && in.available() == 0) {
                if (!in.maySpanMembers(arc)) {
                    return bomb;
                }
                in.join();
            }
        }
    }

    /// Whether enough bytes stand behind a place that [RecordStart#find] gave.
    private boolean isSure(int start) {
        return in.complete() || in.end() - start >= RecordStart.window(arc);
    }

    private long offset(boolean startsMember) {
        return startsMember ? in.memberOffset() : in.unpackedOffset();
    }

    private Split read(long offset, boolean startsMember) throws IOException {
        records++;
        recordsOfMember++;
        in.mark();
        if (!RecordStart.isWarc(in.bytes, in.at, in.end())) {
            arc = true;
            return block(offset, startsMember, arcHead());
        }
        int length = headLength();
        if (length == INCOMPLETE) {
            return lostInHead(offset);
        }
        int next = length == TOO_LONG
                ? RecordStart.NONE
                : RecordStart.find(in.bytes, in.at + WARC_MAGIC, in.at + length, false, true);
        if (length == TOO_LONG || next != RecordStart.NONE) {
            in.at = next == RecordStart.NONE ? in.at + WARC_MAGIC : next;
            if (next == RecordStart.NONE) {
                discard();
            }
            return new Split.Lost(offset, Optional.empty(), DropReason.BAD_HEADER);
        }
        var head = RecordHead.of(Fields.of(in.bytes, in.at, in.at + length));
        in.at += length;
        if (head.form() == RecordHead.Form.ODD_WARC) {
            damage.count(Damage.HEADER_FORM);
        }
        return block(offset, startsMember, head);
    }

    private RecordHead arcHead() {
        int feed = RecordStart.arcLineEnd(in.bytes, in.at, in.end());
        var head = ArcHead.of(new String(in.bytes, in.at, feed - in.at, StandardCharsets.ISO_8859_1));
        in.at = feed + 1;
        return head;
    }

    private int headLength() throws IOException {
        int searched = 0;
        while (true) {
            int end = Fields.headEnd(in.bytes, in.at + searched, in.end());
            if (end >= 0 && end - in.at <= limits.headerBytes()) {
                return end - in.at;
            }
            if (end >= 0 || in.available() > limits.headerBytes()) {
                return TOO_LONG;
            }
            searched = Math.max(0, in.available() - 2);
            if (!in.more()) {
                if (!in.maySpanMembers(arc)) {
                    return INCOMPLETE;
                }
                in.join();
            }
        }
    }

    private Split lostInHead(long offset) {
        in.at = in.end();
        return switch (in.wall()) {
            case BROKEN -> {
                var reason = in.reason();
                cross();
                yield lost(offset, Optional.empty(), reason);
            }
            case END -> lost(offset, Optional.empty(), DropReason.TRUNCATED);
            case NONE, MEMBER_END -> lost(offset, Optional.empty(), DropReason.BAD_HEADER);
        };
    }

    private Split block(long offset, boolean startsMember, RecordHead head) throws IOException {
        long declared = head.length();
        if (declared == RecordHead.UNKNOWN || declared > limits.recordBytes()) {
            return blockByNext(offset, head);
        }
        int length = (int) declared;
        reach(length);
        if (in.available() >= length && fits(length)) {
            if (startsMember && in.wall() == Wall.BROKEN && onlyNewlinesFrom(in.at + length)) {
                return lostAtWall(offset, head);
            }
            boolean alone = startsMember && in.wall() == Wall.MEMBER_END && onlyNewlinesFrom(in.at + length);
            return alone || !swallowsNext(length) ? whole(offset, head, length, false) : blockByNext(offset, head);
        }
        if (in.available() >= length && isFollowedByEmptyLine(length) && isPlausibleBlock(length)) {
            return whole(offset, head, length, false);
        }
        return blockByNext(offset, head);
    }

    /// Whether the block is cut short and its length reaches by chance to the end of a later record: a record starts in
    /// it, and by the lengths of those in it the last one ends where the block does.
    private boolean swallowsNext(int length) {
        int end = in.at + length;
        int start = RecordStart.find(in.bytes, in.at, end, false, true);
        while (start != RecordStart.NONE) {
            int headEnd = Fields.headEnd(in.bytes, start, end);
            long inner = headEnd < 0
                    ? RecordHead.UNKNOWN
                    : RecordHead.of(Fields.of(in.bytes, start, headEnd)).length();
            if (inner == RecordHead.UNKNOWN || headEnd + inner > end + EMPTY_LINE.length) {
                return false;
            }
            int next = (int) (headEnd + inner);
            while (next < end && isNewline(in.bytes[next])) {
                next++;
            }
            if (next >= end) {
                return true;
            }
            start = RecordStart.isWarc(in.bytes, next, end) ? next : RecordStart.NONE;
        }
        return false;
    }

    /// Whether the block ends as every block does: junk stands between it and the next record then.
    private boolean isFollowedByEmptyLine(int length) throws IOException {
        return in.ensure(length + EMPTY_LINE.length)
                && Arrays.equals(
                        in.bytes, in.at + length, in.at + length + EMPTY_LINE.length, EMPTY_LINE, 0, EMPTY_LINE.length);
    }

    /// Whether the block is not the head of an HTTP response alone, and holds no other record.
    private boolean isPlausibleBlock(int length) {
        boolean headAlone = PageReading.startsHttp(in.bytes, in.at, in.at + length)
                && Fields.headEnd(in.bytes, in.at, in.at + length) < 0;
        return !headAlone && RecordStart.find(in.bytes, in.at, in.at + length, arc, true) == RecordStart.NONE;
    }

    private Split whole(long offset, RecordHead head, int length, boolean guessed) {
        int from = in.at;
        in.at += length;
        return new Split.Whole(offset, head, from, length, guessed);
    }

    /// Reads until so many bytes are in hand, into members that continue the record.
    private void reach(int length) throws IOException {
        while (in.available() < length && !in.swollen()) {
            if (!in.more()) {
                if (!in.maySpanMembers(arc)) {
                    return;
                }
                in.join();
            }
        }
    }

    /// Whether what stands behind the block is a record, or only a wall.
    private boolean fits(int length) throws IOException {
        int skipped = length;
        while (skipped - length < ENOUGH_NEWLINES) {
            if (!in.ensure(skipped + WARC_MAGIC) && in.available() == skipped) {
                return true;
            }
            if (!isNewline(in.bytes[in.at + skipped])) {
                return isRecord(skipped);
            }
            skipped++;
        }
        return true;
    }

    private boolean isRecord(int skipped) throws IOException {
        if (RecordStart.isWarc(in.bytes, in.at + skipped, in.end())) {
            return true;
        }
        if (arc) {
            in.ensure(skipped + RecordStart.window(true));
            return RecordStart.isArc(in.bytes, in.at + skipped, in.end());
        }
        return false;
    }

    private boolean onlyNewlinesFrom(int from) {
        for (int i = from; i < in.end(); i++) {
            if (!isNewline(in.bytes[i])) {
                return false;
            }
        }
        return true;
    }

    /// The block up to the next record that can be found, for a length that is missing or lies.
    private Split blockByNext(long offset, RecordHead head) throws IOException {
        int searched = 0;
        while (true) {
            int start = RecordStart.find(in.bytes, in.at + searched, in.end(), arc, in.complete());
            if (start != RecordStart.NONE && isSure(start)) {
                return guessed(offset, head, start - in.at);
            }
            searched = start == RecordStart.NONE ? in.available() : start - in.at;
            if (in.swollen()) {
                return abandonOrDiscard(offset, head);
            }
            if (searched > limits.recordBytes()) {
                boolean bomb = discard();
                return lost(offset, Optional.of(head), bomb ? DropReason.BOMB : DropReason.TOO_LARGE);
            }
            if (!in.more() && searched == in.available()) {
                if (head.length() == RecordHead.UNKNOWN || !in.maySpanMembers(arc)) {
                    return blockToWall(offset, head);
                }
                in.join();
            }
        }
    }

    private Split abandonOrDiscard(long offset, RecordHead head) throws IOException {
        if (isLostToBomb()) {
            return abandon(offset, Optional.of(head));
        }
        discard();
        return lost(offset, Optional.of(head), DropReason.BOMB);
    }

    private Split abandon(long offset, Optional<RecordHead> head) throws IOException {
        abandonMember();
        return lost(offset, head, DropReason.BOMB);
    }

    private void abandonMember() throws IOException {
        in.abandonMember();
        in.at = in.end();
        if (in.wall() != Wall.END) {
            cross();
        }
    }

    private Split blockToWall(long offset, RecordHead head) {
        boolean known = head.length() != RecordHead.UNKNOWN;
        return switch (in.wall()) {
            case BROKEN -> lostAtWall(offset, head);
            case END -> {
                if (known && head.length() > in.available()) {
                    in.at = in.end();
                    yield lost(offset, Optional.of(head), DropReason.TRUNCATED);
                }
                yield guessed(offset, head, in.available());
            }
            case NONE, MEMBER_END -> guessed(offset, head, in.available());
        };
    }

    private Split lostAtWall(long offset, RecordHead head) {
        in.at = in.end();
        var reason = in.reason();
        cross();
        return lost(offset, Optional.of(head), reason);
    }

    /// A block whose end is where something else starts, without the empty lines between.
    private Split guessed(long offset, RecordHead head, int length) {
        damage.count(head.length() == RecordHead.UNKNOWN ? Damage.MISSING_LENGTH : Damage.WRONG_LENGTH);
        int trimmed = length;
        while (trimmed > 0 && length - trimmed < 4 && isNewline(in.bytes[in.at + trimmed - 1])) {
            trimmed--;
        }
        return whole(offset, head, trimmed, true);
    }

    private static Split lost(long offset, Optional<RecordHead> head, DropReason reason) {
        return new Split.Lost(offset, head, reason);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
