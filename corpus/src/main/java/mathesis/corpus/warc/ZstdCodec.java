package mathesis.corpus.warc;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdDictDecompress;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/// Frames of zstd (RFC 8878). A skippable frame is passed over; the one of `.warc.zst` archives that holds the
/// dictionary of all frames is taken in.
///
/// Source of the dictionary frame: IIPC, Use of Zstandard in WARC, 2020.
final class ZstdCodec implements MemberCodec {
    private static final int MAGIC = 0xFD2FB528;
    private static final int SKIPPABLE = 0x184D2A50;
    private static final int SKIPPABLE_MASK = 0xFFFFFFF0;
    private static final int DICTIONARY = 0x184D2A5D;
    private static final int LARGEST_DICTIONARY = 16 << 20;
    private static final int BUFFER = 1 << 17;
    /// What one call may write; small, because all of it is copied.
    private static final int OUTPUT = 1 << 16;

    private final ZstdDecompressCtx context = new ZstdDecompressCtx();
    private final ByteBuffer source = ByteBuffer.allocateDirect(BUFFER).limit(0);
    private final ByteBuffer target = ByteBuffer.allocateDirect(OUTPUT).limit(0);
    private Optional<ZstdDictDecompress> dictionary = Optional.empty();
    private boolean frameEnded;

    @Override
    public boolean mayStart(ArchiveFile file) throws IOException {
        return startsIn(file);
    }

    static boolean startsIn(ArchiveFile file) throws IOException {
        if (!file.ensure(4)) {
            return false;
        }
        int magic = GzipCodec.int32(file.bytes, file.at);
        return magic == MAGIC || (magic & SKIPPABLE_MASK) == SKIPPABLE;
    }

    /// Frames and skippable frames start with different bytes, so a search looks at each.
    @Override
    public boolean isFirstByte(byte b) {
        return b == 0x28 || (b & 0xF0) == 0x50;
    }

    @Override
    public void start(ArchiveFile file) throws IOException, BrokenMemberException {
        source.limit(0);
        target.limit(0);
        frameEnded = false;
        context.reset();
        dictionary.ifPresent(context::loadDict);
        while (file.ensure(8)) {
            int magic = GzipCodec.int32(file.bytes, file.at);
            if (magic == MAGIC) {
                return;
            }
            if ((magic & SKIPPABLE_MASK) != SKIPPABLE) {
                throw BrokenMemberException.corrupt();
            }
            skipFrame(file, magic == DICTIONARY);
        }
        frameEnded = !file.fill();
        if (!frameEnded) {
            file.at = file.end;
            throw BrokenMemberException.truncated();
        }
    }

    private void skipFrame(ArchiveFile file, boolean isDictionary) throws IOException, BrokenMemberException {
        long length = GzipCodec.int32(file.bytes, file.at + 4) & 0xffffffffL;
        file.at += 8;
        if (isDictionary && length <= LARGEST_DICTIONARY) {
            loadDictionary(read(file, (int) length));
        } else {
            file.skip(length);
        }
    }

    private static byte[] read(ArchiveFile file, int length) throws IOException, BrokenMemberException {
        var bytes = new byte[length];
        for (int read = 0; read < length; ) {
            if (!file.fill()) {
                throw BrokenMemberException.truncated();
            }
            int count = Math.min(length - read, file.available());
            System.arraycopy(file.bytes, file.at, bytes, read, count);
            file.at += count;
            read += count;
        }
        return bytes;
    }

    private void loadDictionary(byte[] stored) throws BrokenMemberException {
        boolean compressed = stored.length >= 4 && GzipCodec.int32(stored, 0) == MAGIC;
        var bytes = compressed ? inflated(stored) : stored;
        try {
            var read = new ZstdDictDecompress(bytes);
            dictionary.ifPresent(ZstdDictDecompress::close);
            dictionary = Optional.of(read);
            context.loadDict(read);
        } catch (ZstdException | IllegalStateException _) {
            throw BrokenMemberException.corrupt();
        }
    }

    private static byte[] inflated(byte[] stored) throws BrokenMemberException {
        var dictionary = new byte[LARGEST_DICTIONARY];
        long length = Zstd.decompress(dictionary, stored);
        if (Zstd.isError(length)) {
            throw BrokenMemberException.corrupt();
        }
        return Arrays.copyOf(dictionary, (int) length);
    }

    @Override
    public int decode(ArchiveFile file, byte[] to, int from, int length) throws IOException, BrokenMemberException {
        while (!target.hasRemaining()) {
            if (frameEnded) {
                file.at -= source.remaining();
                source.limit(0);
                return END;
            }
            if (!source.hasRemaining()) {
                take(file);
            }
            target.clear();
            decompress(file);
            target.flip();
        }
        int count = Math.min(length, target.remaining());
        target.get(to, from, count);
        return count;
    }

    private void take(ArchiveFile file) throws IOException, BrokenMemberException {
        if (!file.fill()) {
            throw BrokenMemberException.truncated();
        }
        source.clear();
        int count = Math.min(source.remaining(), file.available());
        source.put(file.bytes, file.at, count).flip();
        file.at += count;
    }

    private void decompress(ArchiveFile file) throws BrokenMemberException {
        try {
            frameEnded = context.decompressDirectByteBufferStream(target, source);
        } catch (ZstdException _) {
            file.at -= source.remaining();
            source.limit(0);
            target.clear();
            throw BrokenMemberException.corrupt();
        }
    }

    @Override
    public int unused() {
        return source.remaining();
    }

    @Override
    public void close() {
        context.close();
        dictionary.ifPresent(ZstdDictDecompress::close);
    }
}
