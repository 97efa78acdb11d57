package mathesis.corpus.dedup;

/// What deduplication keeps of a text.
///
/// @param words     number of its words
/// @param textHash  of the sequence of its words: equal for texts that differ in case, punctuation and white space only
/// @param signature MinHashes of its shingles; nobody writes to it. A text without words has a signature of equal
///                  values that means nothing
public record Fingerprint(long words, long textHash, int[] signature) {
    /// Share of equal hashes: an estimate of the Jaccard similarity of the two sets of shingles, with a standard
    /// deviation of `sqrt(j (1 - j) / hashes)`: 0.037 at 0.8 with 120.
    public static double similarity(int[] one, int[] other) {
        return (double) equal(one, other) / one.length;
    }

    /// How many hashes of two signatures of one shape are equal.
    static int equal(int[] one, int[] other) {
        int equal = 0;
        for (int i = 0; i < one.length; i++) {
            equal += one[i] == other[i] ? 1 : 0;
        }
        return equal;
    }
}
