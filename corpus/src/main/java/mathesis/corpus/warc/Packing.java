package mathesis.corpus.warc;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/// How an archive as a whole is compressed.
enum Packing {
    NONE,
    GZIP,
    ZSTD;

    /// Damage at the start may take so many bytes, and the rest is still known by its look.
    private static final int LOOKED_AT = 1 << 16;
    private static final int LONGEST_MAGIC = 4;

    /// The first that shows in the first bytes; empty where none does. Moves the file back to its start.
    static Optional<Packing> seenFirst(ArchiveFile file) throws IOException {
        file.ensure(LOOKED_AT);
        var seen = Optional.<Packing>empty();
        int end = Math.min(file.end, LOOKED_AT) - LONGEST_MAGIC;
        for (; file.at <= end && seen.isEmpty(); file.at++) {
            seen = at(file);
        }
        file.seek(0);
        return seen;
    }

    private static Optional<Packing> at(ArchiveFile file) throws IOException {
        if (RecordStart.isWarc(file.bytes, file.at, file.end) || RecordStart.isArc(file.bytes, file.at, file.end)) {
            return Optional.of(NONE);
        }
        if (GzipCodec.startsIn(file)) {
            return Optional.of(GZIP);
        }
        return ZstdCodec.startsIn(file) ? Optional.of(ZSTD) : Optional.empty();
    }

    /// What a file's name promises.
    static Packing named(String name) {
        var letters = name.toLowerCase(Locale.ROOT);
        return letters.endsWith(".gz") ? GZIP : letters.endsWith(".zst") ? ZSTD : NONE;
    }
}
