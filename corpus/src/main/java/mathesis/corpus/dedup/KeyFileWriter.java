package mathesis.corpus.dedup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import mathesis.corpus.records.ExternalSort;
import mathesis.corpus.records.RecordFileWriter;

/// Collects what deduplication needs of an archive's candidates while the archive is mined: keys by which they meet
/// others, grouped by range of hashes, and signatures.
///
/// Bounded memory; both files come into being whole with [#commit], the keys last, and are the same whenever the same
/// candidates are added again. Serves one thread.
public final class KeyFileWriter implements AutoCloseable {
    private final DedupFolder folder;
    private final int archive;
    private final DedupSettings settings;
    private final MinHash minHash;
    private final ExternalSort keys;
    private final SignatureFileWriter signatures;
    private int candidates;

    /// @param archive     number of the archive in the run
    /// @param memoryBytes for keys before they are written
    public KeyFileWriter(DedupFolder folder, int archive, DedupSettings settings, long memoryBytes) throws IOException {
        this.folder = folder;
        this.archive = archive;
        this.settings = settings;
        this.minHash = new MinHash(settings.shape());
        this.keys = new ExternalSort(Key.WIDTH, memoryBytes, folder.scratch());
        this.signatures = new SignatureFileWriter(
                folder.signatures(archive), settings.shape().hashes());
    }

    /// Adds the next candidate.
    ///
    /// @param url   as the archive writes it; blank where it has none
    /// @param score at least 0
    public DocumentRef add(String url, String text, float score) throws IOException {
        return add(url, text.getBytes(StandardCharsets.UTF_8), score);
    }

    /// The same with the text in UTF-8.
    public DocumentRef add(String url, byte[] utf8, float score) throws IOException {
        if (!(score >= 0)) {
            throw new IllegalArgumentException("score of " + url + " is " + score + "; must not be negative");
        }
        var document = new DocumentRef(archive, candidates++);
        var print = minHash.of(utf8, 0, utf8.length);
        long urlHash = UrlHash.of(url);
        if (!url.isBlank()) {
            keys.add(Key.of(Key.Kind.URL, urlHash, score, utf8.length, urlHash, document));
        }
        keys.add(Key.of(Key.Kind.TEXT, print.textHash(), score, utf8.length, urlHash, document));
        for (int band = 0; band < settings.shape().bands() && print.words() > 0; band++) {
            long hash = minHash.bandHash(print.signature(), band);
            keys.add(Key.of(Key.Kind.BAND, hash, score, utf8.length, urlHash, document));
        }
        signatures.add(print.signature());
        return document;
    }

    /// Writes both files.
    public void commit() throws IOException {
        signatures.commit();
        var parameters = KeyFile.parameters(archive, settings);
        try (var sorted = keys.sorted();
                var file = new RecordFileWriter(folder.keys(archive), Key.WIDTH, settings.ranges(), parameters)) {
            while (sorted.advance()) {
                file.add(Key.range(sorted.record(), settings.ranges()), sorted.record());
            }
            file.commit();
        }
    }

    @Override
    public void close() throws IOException {
        try (keys) {
            signatures.close();
        }
    }
}
