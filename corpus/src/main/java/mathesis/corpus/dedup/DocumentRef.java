package mathesis.corpus.dedup;

/// A candidate of a run.
///
/// @param archive number of its archive in the run
/// @param index   row in that archive's table of candidates
public record DocumentRef(int archive, int index) implements Comparable<DocumentRef> {
    public DocumentRef {
        if (archive < 0 || index < 0) {
            throw new IllegalArgumentException("archive " + archive + ", row " + index + "; must not be negative");
        }
    }

    /// As one number, in the order of archives and rows.
    long packed() {
        return (long) archive << 32 | index;
    }

    static DocumentRef unpacked(long packed) {
        return new DocumentRef((int) (packed >> 32), (int) packed);
    }

    @Override
    public int compareTo(DocumentRef other) {
        return Long.compare(packed(), other.packed());
    }
}
