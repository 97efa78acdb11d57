package mathesis.corpus.shard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.CRC32;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.apache.parquet.schema.PrimitiveType;

/// Pages of one column of a row group, one at a time.
final class ParquetPages implements PageReader {
    private final ChunkInput in;
    private final ColumnMetaData column;
    private final PrimitiveType type;
    private final int mostPageBytes;

    ParquetPages(ChunkInput in, ColumnMetaData column, PrimitiveType type, int mostPageBytes) {
        this.in = in;
        this.column = column;
        this.type = type;
        this.mostPageBytes = mostPageBytes;
    }

    @Override
    public DictionaryPage readDictionaryPage() {
        if (!column.isSetDictionary_page_offset()) {
            return null; // as the interface asks
        }
        try {
            var header = header();
            if (!header.isSetDictionary_page_header()) {
                throw new IOException("says that a dictionary begins column " + type.getName() + "; another page does");
            }
            var dictionary = header.getDictionary_page_header();
            return new DictionaryPage(
                    BytesInput.from(bytes(header)), dictionary.getNum_values(), encoding(dictionary.getEncoding()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public long getTotalValueCount() {
        return column.getNum_values();
    }

    @Override
    public DataPage readPage() {
        try {
            while (in.left() > 0) {
                var header = header();
                if (header.isSetData_page_header()) {
                    return page(header.getData_page_header(), bytes(header));
                }
                if (header.isSetData_page_header_v2()) {
                    throw new IOException("has data pages of version 2; this reader knows version 1");
                }
                bytes(header); // an index, or what later versions know
            }
            return null; // as the interface asks
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DataPageV1 page(DataPageHeader header, byte... bytes) {
        return new DataPageV1(
                BytesInput.from(bytes),
                header.getNum_values(),
                bytes.length,
                Statistics.noopStats(type),
                encoding(header.getRepetition_level_encoding()),
                encoding(header.getDefinition_level_encoding()),
                encoding(header.getEncoding()));
    }

    private PageHeader header() throws IOException {
        return Util.readPageHeader(in);
    }

    private byte[] bytes(PageHeader header) throws IOException {
        var stored = in.exactly(header.getCompressed_page_size());
        if (header.isSetCrc()) {
            var crc = new CRC32();
            crc.update(stored);
            if ((int) crc.getValue() != header.getCrc()) {
                throw new IOException("column " + type.getName() + " is damaged: a page has another checksum");
            }
        }
        return column.getCodec() == CompressionCodec.UNCOMPRESSED
                ? stored
                : ZstdPages.inflate(stored, header.getUncompressed_page_size(), mostPageBytes);
    }

    private static Encoding encoding(org.apache.parquet.format.Encoding written) {
        return Encoding.valueOf(written.name());
    }
}
