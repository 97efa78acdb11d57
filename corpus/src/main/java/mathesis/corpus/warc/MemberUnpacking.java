package mathesis.corpus.warc;

import java.io.IOException;
import java.util.function.LongConsumer;
import mathesis.corpus.DropReason;
import mathesis.corpus.warc.MemberCodec.BrokenMemberException;

/// An archive of gzip members or zstd frames. After damage it looks for the next member from the broken one's second
/// byte on, because an inflater that lost its way may have run far into members that are whole.
final class MemberUnpacking implements Unpacking {
    /// So many bytes inflate from what is not a member with a chance that may be neglected.
    private static final int CONVINCING = 4096;
    /// Bytes that may be searched twice beyond those that were used up: keeps the time linear on any input.
    private static final long SEARCHED_TWICE = 64L << 20;

    private final ArchiveFile file;
    private final MemberCodec codec;
    private final LongConsumer junk;
    private final byte[] probe = new byte[CONVINCING];
    private boolean open;
    private long memberOffset;
    private long members;
    private long searchedTwice;
    private int count;
    private DropReason reason = DropReason.CORRUPT;
    private boolean checksumOnly;

    /// @param junk told how many bytes between members belong to none
    MemberUnpacking(ArchiveFile file, MemberCodec codec, LongConsumer junk) {
        this.file = file;
        this.codec = codec;
        this.junk = junk;
    }

    @Override
    public Step read(byte[] to, int from, int length) throws IOException {
        try {
            if (!open && !openNext()) {
                return Step.END;
            }
            count = codec.decode(file, to, from, length);
            if (count != MemberCodec.END) {
                return Step.BYTES;
            }
            open = false;
            return Step.MEMBER_END;
        } catch (BrokenMemberException e) {
            open = false;
            recover(e);
            return Step.BROKEN;
        }
    }

    /// Starts the member at the file's position, or else the next one that there is.
    private boolean openNext() throws IOException, BrokenMemberException {
        long start = file.position();
        if (!codec.mayStart(file)) {
            boolean found = search(start);
            long skipped = file.position() - start;
            if (skipped > 0) {
                junk.accept(skipped);
            }
            if (!found) {
                return false;
            }
        }
        members++;
        memberOffset = file.position();
        open = true;
        codec.start(file);
        return true;
    }

    private void recover(BrokenMemberException broken) throws IOException {
        reason = broken.reason();
        long reached = file.position();
        searchedTwice += reached - memberOffset;
        boolean found = search(mayGoBack(reached) ? memberOffset + 1 : Math.max(reached, memberOffset + 1));
        boolean swallowedOthers = file.position() < reached;
        checksumOnly = broken.checksumOnly() && !swallowedOthers;
        if (found && reason == DropReason.TRUNCATED) {
            reason = DropReason.CORRUPT; // the archive goes on behind it
        }
    }

    /// Moves to the next place that convinces as a member's start, or to the end of the file.
    private boolean search(long from) throws IOException {
        file.seek(from);
        while (file.fill()) {
            int at = file.at;
            while (at < file.end && !codec.isFirstByte(file.bytes[at])) {
                at++;
            }
            file.at = at;
            if (at == file.end) {
                continue;
            }
            long candidate = file.position();
            if (codec.mayStart(file) && convinces()) {
                file.seek(candidate);
                return true;
            }
            long reached = Math.max(file.position(), candidate + 1);
            searchedTwice += reached - candidate - 1;
            file.seek(mayGoBack(reached) ? candidate + 1 : reached);
        }
        return false;
    }

    private boolean mayGoBack(long reached) {
        return searchedTwice <= SEARCHED_TWICE + 2 * reached;
    }

    private boolean convinces() throws IOException {
        int read = 0;
        try {
            codec.start(file);
            while (read < CONVINCING) {
                int more = codec.decode(file, probe, read, CONVINCING - read);
                if (more == MemberCodec.END) {
                    return true;
                }
                read += more;
            }
            return true;
        } catch (BrokenMemberException _) {
            return RecordStart.isWarc(probe, 0, read); // a record of its own, though damaged
        }
    }

    @Override
    public void abandonMember() throws IOException {
        if (open) {
            open = false;
            search(packedPosition());
        }
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public DropReason reason() {
        return reason;
    }

    @Override
    public boolean checksumOnly() {
        return checksumOnly;
    }

    @Override
    public long memberOffset() {
        return memberOffset;
    }

    @Override
    public long members() {
        return members;
    }

    @Override
    public long packedPosition() {
        return file.position() - codec.unused();
    }

    @Override
    public void close() throws IOException {
        codec.close();
        file.close();
    }
}
