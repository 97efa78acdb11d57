package mathesis.corpus.shard;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import mathesis.corpus.CorpusShard;
import mathesis.corpus.Document;

/// Documents as lines of JSON in one zstd frame with a checksum.
public final class DocumentFile {
    /// zstd's own default: a third of the time of level 6 for a twentieth more bytes.
    private static final int LEVEL = 3;

    private static final int BUFFER = 1 << 16;

    private DocumentFile() {}

    /// Writes such a file.
    public static final class Writer implements ShardWriter {
        private final Path file;
        private final PartFile part;
        private final OutputStream out;
        private long documents;
        private long tokens;

        public Writer(Path file) throws IOException {
            this.file = file;
            part = new PartFile(file);
            var zstd = new ZstdOutputStream(part.stream(), LEVEL);
            zstd.setChecksum(true);
            out = new BufferedOutputStream(zstd, BUFFER);
        }

        @Override
        public int add(Document document) throws IOException {
            DocumentJson.write(out, document);
            documents++;
            tokens += document.tokens();
            return Utf8.length(document.text());
        }

        @Override
        public CorpusShard commit() throws IOException {
            out.close();
            long bytes = part.bytes();
            return new CorpusShard(
                    file.getFileName().toString(), CorpusShard.Format.JSONL, documents, tokens, bytes, part.commit());
        }

        @Override
        public void close() throws IOException {
            try (part) {
                out.close();
            }
        }
    }

    /// Reads such a file, and others of such lines that zstd compressed in whatever frames.
    public static final class Reader implements ShardReader {
        private final LineReader lines;

        public Reader(Path file) throws IOException {
            this(file, ShardLimits.DEFAULT);
        }

        public Reader(Path file, ShardLimits limits) throws IOException {
            lines = new LineReader(file, limits);
        }

        @Override
        public Optional<Document> next() throws IOException {
            if (!lines.next()) {
                return Optional.empty();
            }
            try {
                return Optional.of(DocumentJson.read(lines.bytes(), lines.from(), lines.to()));
            } catch (IOException e) {
                throw new IOException(lines.place() + " " + e.getMessage(), e);
            }
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}
