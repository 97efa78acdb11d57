package mathesis.corpus.shard;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import mathesis.corpus.CorpusShard.Format;
import mathesis.corpus.Document;

/// Reads documents in the order in which they were written. Files may come from anywhere: what does not fit gives an
/// [IOException] that names the file and the place, and memory stays within [ShardLimits]. One thread.
public sealed interface ShardReader extends AutoCloseable permits DocumentFile.Reader, ParquetFile.Reader {
    /// Opens a file of the format that its name tells.
    static ShardReader open(Path file) throws IOException {
        return open(file, ShardLimits.DEFAULT);
    }

    /// The same within other limits.
    static ShardReader open(Path file, ShardLimits limits) throws IOException {
        return switch (format(file)) {
            case JSONL -> new DocumentFile.Reader(file, limits);
            case PARQUET -> new ParquetFile.Reader(file, limits);
        };
    }

    /// The next document; empty at the end.
    Optional<Document> next() throws IOException;

    @Override
    void close() throws IOException;

    /// The format that a file's name tells; throws [IllegalArgumentException] where it tells none.
    static Format format(Path file) {
        return Format.of(file.getFileName().toString())
                .orElseThrow(() -> new IllegalArgumentException(file + " is no shard by its name; shards end in "
                        + Format.JSONL.suffix() + " or " + Format.PARQUET.suffix()));
    }
}
