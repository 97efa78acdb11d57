package mathesis.corpus.shard;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/// Compresses Parquet's pages by zstd without Hadoop, whose interfaces Parquet's own codecs are written against.
final class ZstdPages implements BytesInputCompressor {
    private static final int LEVEL = 3;

    @Override
    public BytesInput compress(BytesInput bytes) throws IOException {
        return BytesInput.from(Zstd.compress(bytes.toByteArray(), LEVEL));
    }

    @Override
    public CompressionCodecName getCodecName() {
        return CompressionCodecName.ZSTD;
    }

    @Override
    public void release() {
        // holds nothing
    }

    /// @param size what the page says to inflate to
    /// @throws IOException when that is more than `most`, or not so
    static byte[] inflate(byte[] page, int size, int most) throws IOException {
        if (size < 0 || size > most) {
            throw new IOException("a page says to inflate to " + size + " bytes; at most " + most + " may");
        }
        var inflated = new byte[size];
        long got = Zstd.decompressByteArray(inflated, 0, size, page, 0, page.length);
        if (got != size) {
            throw new IOException("a page does not inflate to the " + size + " bytes that it says");
        }
        return inflated;
    }
}
