package mathesis.corpus.dedup;

import java.nio.file.Path;

/// Where the files of a run's deduplication lie.
///
/// @param path in a folder that all nodes of the run share
public record DedupFolder(Path path) {
    /// The keys of an archive's candidates; there once all of its candidates are in, signatures too.
    public Path keys(int archive) {
        return path.resolve("keys").resolve("%06d.keys".formatted(archive));
    }

    /// The signatures of an archive's candidates.
    public Path signatures(int archive) {
        return path.resolve("signatures").resolve("%06d.signatures".formatted(archive));
    }

    /// What a range of hashes drops.
    public Path drops(int range) {
        return path.resolve("drops").resolve("%05d.drops".formatted(range));
    }

    /// Temporary files, which may be deleted while no work is under way.
    Path scratch() {
        return path.resolve("scratch");
    }
}
