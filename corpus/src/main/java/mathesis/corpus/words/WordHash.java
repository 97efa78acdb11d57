package mathesis.corpus.words;

/// 64-bit hashes of words and of what is made of words. Two different words share one with a probability of about
/// `2^-64`.
public final class WordHash {
    /// Where the hash of a word begins (FNV-1a's offset).
    static final long START = 0xcbf29ce484222325L;
    /// An odd number with a balanced pattern of bits, the multiplier of xxHash64's second prime.
    static final long PRIME = 0xc2b2ae3d27d4eb4fL;

    /// Base of the polynomials that hash several words in a row; odd (xxHash64's first prime).
    public static final long BASE = 0x9e3779b185ebca87L;

    private static final long MIX_1 = 0xbf58476d1ce4e5b9L;
    private static final long MIX_2 = 0x94d049bb133111ebL;

    private WordHash() {}

    /// The hash of a word so far, with one more character.
    static long with(long hash, int character) {
        return (hash ^ character) * PRIME;
    }

    /// Ends a word.
    static long ended(long hash) {
        return hash ^ hash >>> 32;
    }

    /// The hash of a whole word, as [WordScanner] gives it.
    public static long of(String word) {
        return ended(word.codePoints().asLongStream().reduce(START, (hash, c) -> with(hash, (int) c)));
    }

    /// A power of [#BASE].
    public static long power(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= BASE;
        }
        return power;
    }

    /// Spreads every bit over all (the finaliser of splitmix64, Steele et al. 2014); a bijection.
    public static long mixed(long hash) {
        long h = (hash ^ hash >>> 30) * MIX_1;
        h = (h ^ h >>> 27) * MIX_2;
        return h ^ h >>> 31;
    }
}
