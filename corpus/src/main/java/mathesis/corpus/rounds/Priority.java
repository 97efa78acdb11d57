package mathesis.corpus.rounds;

import java.nio.charset.StandardCharsets;

/// A pseudo-random number for a text: draws pages in a way that depends on their URL and a key alone, not on which
/// node reads them when.
final class Priority {
    private Priority() {}

    /// FNV-1a over the UTF-8, finished by the mixer of SplitMix64; uniform over all longs.
    static long hash(String text, long key) {
        long hash = 0xcbf29ce484222325L ^ key;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
        return hash ^ (hash >>> 31);
    }

    /// The same as a number in `[0, 1)`.
    static double fraction(String text, long key) {
        return (hash(text, key) >>> 11) * 0x1p-53;
    }
}
