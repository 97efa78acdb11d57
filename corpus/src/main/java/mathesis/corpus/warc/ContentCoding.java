package mathesis.corpus.warc;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import mathesis.corpus.DropReason;

/// The compressions that a body may be in.
enum ContentCoding {
    GZIP {
        @Override
        InputStream open(InputStream packed) throws IOException {
            return new GZIPInputStream(packed);
        }
    },
    ZLIB {
        @Override
        InputStream open(InputStream packed) {
            return new OwnInflaterStream(packed, false);
        }
    },
    RAW_DEFLATE {
        @Override
        InputStream open(InputStream packed) {
            return new OwnInflaterStream(packed, true);
        }
    },
    ZSTD {
        @Override
        InputStream open(InputStream packed) throws IOException {
            return new ZstdInputStreamNoFinalizer(packed);
        }
    };

    private static final int ZSTD_MAGIC = 0xFD2FB528;
    private static final int FIRST_BUFFER = 1 << 14;
    private static final int GROWTH = 4;

    /// What came out.
    sealed interface Result {
        /// @param cut whether it ends before its end is marked
        record Body(byte[] bytes, boolean cut) implements Result {}

        record Failed(DropReason reason) implements Result {}
    }

    abstract InputStream open(InputStream packed) throws IOException;

    static boolean isGzip(byte[] bytes) {
        return bytes.length >= 10 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b && bytes[2] == 8;
    }

    static boolean isZstd(byte[] bytes) {
        return bytes.length >= 4 && GzipCodec.int32(bytes, 0) == ZSTD_MAGIC;
    }

    /// Whether bytes start with the two of zlib (RFC 1950).
    static boolean isZlib(byte[] bytes) {
        return bytes.length >= 2 && (bytes[0] & 0x0f) == 8 && ((bytes[0] & 0xff) << 8 | bytes[1] & 0xff) % 31 == 0;
    }

    /// Unpacks within the bounds; nothing larger than a page is ever held.
    Result decode(byte[] packed, ArchiveLimits limits) {
        var body = new byte[(int) Math.min(limits.pageBytes() + 1L, FIRST_BUFFER + (long) GROWTH * packed.length)];
        int length = 0;
        try (var stream = open(new ByteArrayInputStream(packed))) {
            while (true) {
                if (length == body.length) {
                    if (length > limits.pageBytes()) {
                        boolean bomb = limits.isBomb(packed.length, length);
                        return new Result.Failed(bomb ? DropReason.BOMB : DropReason.TOO_LARGE);
                    }
                    body = Arrays.copyOf(body, (int) Math.min(limits.pageBytes() + 1L, 2L * length));
                }
                int count = stream.read(body, length, body.length - length);
                if (count < 0) {
                    return new Result.Body(Arrays.copyOf(body, length), false);
                }
                length += count;
            }
        } catch (EOFException _) {
            return length > 0
                    ? new Result.Body(Arrays.copyOf(body, length), true)
                    : new Result.Failed(DropReason.BAD_HTTP);
        } catch (IOException _) {
            return new Result.Failed(DropReason.BAD_HTTP);
        }
    }

    /// Frees its inflater when closed.
    private static final class OwnInflaterStream extends InflaterInputStream {
        OwnInflaterStream(InputStream packed, boolean raw) {
            super(packed, new Inflater(raw));
        }

        @Override
        public void close() throws IOException {
            super.close();
            inf.end();
        }
    }
}
