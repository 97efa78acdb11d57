package mathesis.corpus.shard;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import mathesis.corpus.CorpusShard;
import mathesis.corpus.Document;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.io.api.RecordConsumer;

/// Documents as an Apache Parquet file of zstd pages with checksums.
///
/// Uses the parts of Parquet's library that need no Hadoop on the class path.
public final class ParquetFile {
    private static final long ROW_GROUP_BYTES = 64L << 20;
    private static final int MOST_PADDING_BYTES = 0;

    private ParquetFile() {}

    /// Writes such a file. Holds one row group in memory, about 64 MiB.
    public static final class Writer implements ShardWriter {
        private static final MessageColumnIO COLUMNS = new ColumnIOFactory().getColumnIO(DocumentSchema.SCHEMA);

        private final Path file;
        private final PartFile part;
        private final ParquetFileWriter out;
        private final ParquetProperties properties =
                ParquetProperties.builder().withPageWriteChecksumEnabled(true).build();
        private final BytesInputCompressor compressor = new ZstdPages();
        private ColumnChunkPageWriteStore pages;
        private ColumnWriteStore columns;
        private RecordConsumer rows;
        private long inGroup;
        private long documents;
        private long tokens;

        public Writer(Path file) throws IOException {
            this.file = file;
            part = new PartFile(file);
            out = new ParquetFileWriter(
                    new PartOutput(part),
                    DocumentSchema.SCHEMA,
                    ParquetFileWriter.Mode.CREATE,
                    ROW_GROUP_BYTES,
                    MOST_PADDING_BYTES);
            out.start();
            beginGroup();
        }

        @Override
        public int add(Document document) throws IOException {
            DocumentSchema.write(document, rows);
            inGroup++;
            documents++;
            tokens += document.tokens();
            if (columns.getBufferedSize() >= ROW_GROUP_BYTES) {
                endGroup();
                beginGroup();
            }
            return Utf8.length(document.text());
        }

        private void beginGroup() {
            pages = new ColumnChunkPageWriteStore(
                    compressor,
                    DocumentSchema.SCHEMA,
                    properties.getAllocator(),
                    properties.getColumnIndexTruncateLength(),
                    properties.getPageWriteChecksumEnabled());
            columns = properties.newColumnWriteStore(DocumentSchema.SCHEMA, pages);
            rows = COLUMNS.getRecordWriter(columns);
            inGroup = 0;
        }

        private void endGroup() throws IOException {
            rows.flush();
            if (inGroup > 0) {
                out.startBlock(inGroup);
                columns.flush();
                pages.flushToFileWriter(out);
                out.endBlock();
            }
            columns.close();
            pages.close();
        }

        @Override
        public CorpusShard commit() throws IOException {
            endGroup();
            out.end(Map.of());
            long bytes = part.bytes();
            return new CorpusShard(
                    file.getFileName().toString(), CorpusShard.Format.PARQUET, documents, tokens, bytes, part.commit());
        }

        @Override
        public void close() throws IOException {
            part.close();
        }
    }

    /// Reads such a file, and others of such columns whose pages are of version 1, plain or compressed by zstd. Holds a
    /// page of each column in memory.
    public static final class Reader implements ShardReader {
        private final Path file;
        private final ShardLimits limits;
        private final FileChannel channel;
        private final ParquetFooter footer;
        private final Iterator<RowGroup> groups;
        private Optional<RecordReader<Document>> rows = Optional.empty();
        private long left;
        private long row;
        private long textBytes;

        public Reader(Path file, ShardLimits limits) throws IOException {
            this.file = file;
            this.limits = limits;
            channel = FileChannel.open(file);
            try {
                footer = ParquetFooter.read(channel);
                groups = footer.rowGroups().iterator();
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw new IOException(file + " cannot be read: " + e.getMessage(), e);
            }
        }

        @Override
        public Optional<Document> next() throws IOException {
            try {
                while (left == 0) {
                    if (!groups.hasNext()) {
                        return Optional.empty();
                    }
                    begin(groups.next());
                }
                row++;
                left--;
                return Optional.of(bounded(rows.orElseThrow().read()));
            } catch (IOException | RuntimeException e) {
                throw new IOException(file + " row " + row + ": " + e.getMessage(), e);
            }
        }

        private void begin(RowGroup group) throws IOException {
            var chunks = ParquetGroup.of(channel, group, footer.schema(), limits.mostDocumentBytes());
            var columns = new ColumnIOFactory().getColumnIO(footer.schema());
            left = group.getNum_rows();
            rows = left > 0 ? Optional.of(columns.getRecordReader(chunks, new DocumentRow())) : Optional.empty();
        }

        /// A dictionary lets a small file hold a long text any number of times.
        private Document bounded(Document document) throws IOException {
            textBytes += document.text().length();
            if (!limits.allows(channel.size(), textBytes)) {
                throw new IOException("the file inflates to more than " + limits.mostRatio() + " times its size");
            }
            return document;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
