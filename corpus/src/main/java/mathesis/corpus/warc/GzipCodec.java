package mathesis.corpus.warc;

import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Members of gzip (RFC 1952), with checksum and length.
final class GzipCodec implements MemberCodec {
    private static final int HEAD = 10;
    private static final int TRAILER = 8;
    private static final int LONGEST_NAME = 1 << 16;

    private static final int HEADER_CHECKSUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xE0;

    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private boolean corrupt;

    @Override
    public boolean mayStart(ArchiveFile file) throws IOException {
        return startsIn(file);
    }

    static boolean startsIn(ArchiveFile file) throws IOException {
        return file.ensure(4)
                && file.bytes[file.at] == 0x1f
                && file.bytes[file.at + 1] == (byte) 0x8b
                && file.bytes[file.at + 2] == 8
                && (file.bytes[file.at + 3] & RESERVED) == 0;
    }

    @Override
    public boolean isFirstByte(byte b) {
        return b == 0x1f;
    }

    @Override
    public void start(ArchiveFile file) throws IOException, BrokenMemberException {
        inflater.reset();
        checksum.reset();
        corrupt = false;
        need(file, HEAD);
        int flags = file.bytes[file.at + 3];
        file.at += HEAD;
        if ((flags & EXTRA) != 0) {
            need(file, 2);
            int length = (file.bytes[file.at] & 0xff) | (file.bytes[file.at + 1] & 0xff) << 8;
            file.at += 2;
            need(file, length);
            file.at += length;
        }
        if ((flags & NAME) != 0) {
            skipName(file);
        }
        if ((flags & COMMENT) != 0) {
            skipName(file);
        }
        if ((flags & HEADER_CHECKSUM) != 0) {
            need(file, 2);
            file.at += 2;
        }
    }

    @Override
    public int decode(ArchiveFile file, byte[] to, int from, int length) throws IOException, BrokenMemberException {
        if (corrupt) {
            release(file);
            throw BrokenMemberException.corrupt();
        }
        while (true) {
            if (inflater.needsInput() && !inflater.finished()) {
                need(file, 1);
                inflater.setInput(file.bytes, file.at, file.available());
                file.at = file.end;
            }
            int count = inflate(to, from, length);
            if (count > 0) {
                checksum.update(to, from, count);
                return count;
            }
            if (corrupt || inflater.needsDictionary()) {
                release(file);
                throw BrokenMemberException.corrupt();
            }
            if (inflater.finished()) {
                release(file);
                checkTrailer(file);
                return END;
            }
        }
    }

    /// Inflates up to the damage if there is some: what comes before it is good.
    private int inflate(byte[] to, int from, int length) {
        long before = inflater.getBytesWritten();
        try {
            return inflater.inflate(to, from, length);
        } catch (DataFormatException _) {
            corrupt = true;
            return (int) (inflater.getBytesWritten() - before);
        }
    }

    @Override
    public int unused() {
        return inflater.getRemaining();
    }

    /// Gives back what the inflater took and does not need.
    private void release(ArchiveFile file) {
        file.at -= inflater.getRemaining();
        inflater.setInput(file.bytes, 0, 0);
    }

    private void checkTrailer(ArchiveFile file) throws IOException, BrokenMemberException {
        if (!file.ensure(TRAILER)) {
            file.at = file.end;
            throw BrokenMemberException.checksumCutOff();
        }
        int sum = int32(file.bytes, file.at);
        int length = int32(file.bytes, file.at + 4);
        file.at += TRAILER;
        if (sum != (int) checksum.getValue() || length != (int) inflater.getBytesWritten()) {
            throw BrokenMemberException.checksum();
        }
    }

    private static void skipName(ArchiveFile file) throws IOException, BrokenMemberException {
        for (int i = 0; i < LONGEST_NAME; i++) {
            need(file, 1);
            if (file.bytes[file.at++] == 0) {
                return;
            }
        }
        throw BrokenMemberException.corrupt();
    }

    private static void need(ArchiveFile file, int count) throws IOException, BrokenMemberException {
        if (!file.ensure(count)) {
            file.at = file.end;
            throw BrokenMemberException.truncated();
        }
    }

    static int int32(byte[] bytes, int at) {
        return (bytes[at] & 0xff)
                | (bytes[at + 1] & 0xff) << 8
                | (bytes[at + 2] & 0xff) << 16
                | (bytes[at + 3] & 0xff) << 24;
    }

    @Override
    public void close() {
        inflater.end();
    }
}
