package mathesis.actors.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import mathesis.corpus.dedup.DedupFolder;
import mathesis.corpus.dedup.DedupSettings;
import mathesis.corpus.dedup.KeyFileWriter;

/// Collects the rows of one file for deduplication, cut into parts of so many rows that little of a part has to be
/// remembered at once.
final class PartWriter implements AutoCloseable {
    /// Rows of a part.
    static final int ROWS = 100_000;

    private final DedupFolder folder;
    private final DedupSettings settings;
    private final long memory;
    private final List<JsonlDedup.Part> parts;
    private KeyFileWriter keys;
    private Path file;
    private int rows;

    /// @param parts gets those that are begun
    PartWriter(DedupFolder folder, DedupSettings settings, long memory, List<JsonlDedup.Part> parts) {
        this.folder = folder;
        this.settings = settings;
        this.memory = memory;
        this.parts = parts;
    }

    void begin(Path input) throws IOException {
        file = input;
        open();
    }

    private void open() throws IOException {
        keys = new KeyFileWriter(folder, parts.size(), settings, memory);
        parts.add(new JsonlDedup.Part(file, rows));
    }

    void add(PageFields.Fields page) throws IOException {
        if (rows > 0 && rows % ROWS == 0) {
            finish();
            keys.close();
            open();
        }
        keys.add(page.url(), page.text(), page.score());
        rows++;
    }

    void finish() throws IOException {
        keys.commit();
    }

    @Override
    public void close() throws IOException {
        if (keys != null) {
            keys.close();
        }
    }
}
