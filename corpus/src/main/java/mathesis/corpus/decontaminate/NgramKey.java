package mathesis.corpus.decontaminate;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import mathesis.corpus.words.Symbols;
import mathesis.corpus.words.WordHash;
import mathesis.corpus.words.WordScanner;

/// 64-bit keys of words in a row: a polynomial of the words' hashes, mixed together with their number.
///
/// With `prefix[i + 1] = prefix[i] BASE + word[i]` the polynomial of any stretch is `prefix[to] - prefix[from] BASE^n`.
final class NgramKey {
    private static final long LENGTH_SALT = 0x632be59bd9b4e019L;
    private static final long[] POWERS = new long[NgramOverlap.NGRAM + 1];

    static {
        Arrays.setAll(POWERS, WordHash::power);
    }

    private NgramKey() {}

    /// The polynomial of `length` words from this one on.
    static long sum(long[] prefix, int from, int length) {
        return prefix[from + length] - prefix[from] * POWERS[length];
    }

    /// The key of `length` words from this one on.
    static long of(long[] prefix, int from, int length) {
        return WordHash.mixed(sum(prefix, from, length) + length * LENGTH_SALT);
    }

    /// Writes the polynomials of all first words, of none on; `prefix[0]` is 0.
    static void prefixes(long[] words, int count, long[] prefix) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum = sum * WordHash.BASE + words[i];
            prefix[i + 1] = sum;
        }
    }

    /// The polynomials of all first words of a text, of none on.
    static long[] prefix(String text) {
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        var scanner = new WordScanner(Symbols.SEPARATE);
        scanner.begin(utf8, 0, utf8.length);
        var words = new long[utf8.length + 1];
        int count = scanner.next(words, 0);
        var prefix = new long[count + 1];
        prefixes(words, count, prefix);
        return prefix;
    }
}
