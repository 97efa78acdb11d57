package mathesis.corpus.shard;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.HashMap;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.schema.MessageType;

/// One row group's pages by the name of their column.
record ParquetGroup(long rows, Map<String, ParquetPages> columns) implements PageReadStore {
    static ParquetGroup of(FileChannel channel, RowGroup group, MessageType schema, int mostPageBytes)
            throws IOException {
        if (group.getNum_rows() < 0) {
            throw new IOException("says that a row group has " + group.getNum_rows() + " rows");
        }
        var columns = new HashMap<String, ParquetPages>();
        for (var chunk : group.getColumns()) {
            var column = chunk.getMeta_data();
            var name = String.join(".", column.getPath_in_schema());
            if (schema.containsField(name)) {
                requireKnown(name, column.getCodec());
                var type = schema.getType(name).asPrimitiveType();
                columns.put(name, new ParquetPages(input(channel, column), column, type, mostPageBytes));
            }
        }
        for (var field : schema.getFields()) {
            if (!columns.containsKey(field.getName())) {
                throw new IOException("a row group has no column \"" + field.getName() + "\"");
            }
        }
        return new ParquetGroup(group.getNum_rows(), columns);
    }

    private static void requireKnown(String name, CompressionCodec codec) throws IOException {
        if (codec != CompressionCodec.ZSTD && codec != CompressionCodec.UNCOMPRESSED) {
            throw new IOException("column " + name + " is compressed by " + codec + "; this reader knows zstd alone");
        }
    }

    private static ChunkInput input(FileChannel channel, ColumnMetaData column) throws IOException {
        long from = column.isSetDictionary_page_offset()
                ? column.getDictionary_page_offset()
                : column.getData_page_offset();
        return new ChunkInput(channel, from, column.getTotal_compressed_size());
    }

    @Override
    public PageReader getPageReader(ColumnDescriptor column) {
        return columns.get(column.getPath()[0]);
    }

    @Override
    public long getRowCount() {
        return rows;
    }
}
