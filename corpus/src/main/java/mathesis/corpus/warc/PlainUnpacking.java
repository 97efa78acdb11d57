package mathesis.corpus.warc;

import java.io.IOException;
import mathesis.corpus.DropReason;

/// An archive that is not compressed: one member without an end.
final class PlainUnpacking implements Unpacking {
    private final ArchiveFile file;
    private int count;

    PlainUnpacking(ArchiveFile file) {
        this.file = file;
    }

    @Override
    public Step read(byte[] to, int from, int length) throws IOException {
        if (!file.fill()) {
            return Step.END;
        }
        count = Math.min(length, file.available());
        System.arraycopy(file.bytes, file.at, to, from, count);
        file.at += count;
        return Step.BYTES;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public DropReason reason() {
        return DropReason.TRUNCATED;
    }

    @Override
    public boolean checksumOnly() {
        return false;
    }

    @Override
    public long memberOffset() {
        return 0;
    }

    @Override
    public long members() {
        return 1;
    }

    @Override
    public long packedPosition() {
        return file.position();
    }

    /// Nothing inflates here, so nothing is given up.
    @Override
    public void abandonMember() {}

    @Override
    public void close() throws IOException {
        file.close();
    }
}
