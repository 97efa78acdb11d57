package mathesis.corpus.dedup;

import mathesis.corpus.words.WordHash;

/// Records by which documents meet: sorted, those of equal hash stand together, the best document first.
///
/// Four numbers: hash with the kind in its two lowest bits; score and length, inverted; hash of the canonical URL; the
/// document. So the order of records is the keep-best order: higher score, then longer text, then smaller hash of the
/// URL, then earlier archive and row. 62 bits are left of a hash: among n different texts a false pair is found with a
/// probability of about `n^2 / 2^63`, 0.1 for a billion.
final class Key {
    static final int WIDTH = 4;
    static final int HASH = 0;
    static final int DOCUMENT = 3;

    private static final int KIND_MASK = 3;

    /// What documents of equal hash have in common, in the order in which it is reported.
    enum Kind {
        URL,
        TEXT,
        BAND
    }

    private Key() {}

    static long[] of(Kind kind, long hash, float score, int length, long urlHash, DocumentRef document) {
        long spread = WordHash.mixed(hash) & ~KIND_MASK | kind.ordinal();
        return new long[] {spread, rank(score, length), urlHash, document.packed()};
    }

    /// Smaller, unsigned, for a higher score and then for a longer text. Scores are not negative, so that their bits
    /// are in their order.
    private static long rank(float score, int length) {
        return (long) ~Float.floatToIntBits(score + 0f) << 32 | Integer.toUnsignedLong(~length);
    }

    /// @throws IllegalArgumentException for a number that [#of] gives to no kind
    static Kind kind(long[] record) {
        int kind = (int) record[HASH] & KIND_MASK;
        if (kind == KIND_MASK) {
            throw new IllegalArgumentException("a key of no kind");
        }
        return Kind.values()[kind];
    }

    /// The part of the space of hashes that this record belongs to; does not fall from record to record.
    static int range(long[] record, int ranges) {
        return (int) Math.unsignedMultiplyHigh(record[HASH], ranges);
    }
}
