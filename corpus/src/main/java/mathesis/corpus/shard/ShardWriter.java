package mathesis.corpus.shard;

import java.io.IOException;
import java.nio.file.Path;
import mathesis.corpus.CorpusShard;
import mathesis.corpus.Document;

/// Writes documents into one file that appears when it is committed, whole, and not before. The same documents make the
/// same bytes. One thread.
public sealed interface ShardWriter extends AutoCloseable permits DocumentFile.Writer, ParquetFile.Writer {
    /// Opens a file of the format that its name tells; throws [IllegalArgumentException] where it tells none.
    static ShardWriter create(Path file) throws IOException {
        return switch (ShardReader.format(file)) {
            case JSONL -> new DocumentFile.Writer(file);
            case PARQUET -> new ParquetFile.Writer(file);
        };
    }

    /// Appends a document; returns the length of its text in UTF-8.
    int add(Document document) throws IOException;

    /// Puts the file in its place, replacing another of that name, and says what it holds. Nothing may follow but
    /// [#close].
    CorpusShard commit() throws IOException;

    /// Drops what was written, unless it is committed.
    @Override
    void close() throws IOException;
}
