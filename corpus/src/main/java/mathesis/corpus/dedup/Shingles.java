package mathesis.corpus.dedup;

import java.util.List;
import mathesis.corpus.words.Symbols;
import mathesis.corpus.words.WordHash;
import mathesis.corpus.words.WordScanner;

/// Hashes of every five words in a row of a text, in batches; a shorter text is one shingle of all its words.
///
/// A shingle's 64-bit hash is a polynomial of its words' hashes, mixed; its upper 32 bits are handed on. Serves one
/// thread.
final class Shingles {
    /// Words of a shingle: what datatrove and text-dedup take.
    static final int WORDS = 5;

    static final int BATCH = 2048;

    private static final long BASE_2 = WordHash.power(2);
    private static final long BASE_3 = WordHash.power(3);
    private static final long BASE_4 = WordHash.power(4);

    private final WordScanner scanner = new WordScanner(Symbols.ARE_WORDS);
    private final long[] hashes = new long[BATCH + WORDS - 1];
    private int carried;
    private long words;
    private long textHash;

    void begin(byte[] utf8, int from, int to) {
        scanner.begin(utf8, from, to);
        carried = 0;
        words = 0;
        textHash = 0;
    }

    long words() {
        return words;
    }

    /// Of the words that were read so far, in their order.
    long textHash() {
        return WordHash.mixed(textHash + words);
    }

    /// Writes the next shingles.
    ///
    /// @param shingles room for [#BATCH]
    /// @return how many; 0 at the end of the text
    int next(int[] shingles) {
        int count = scanner.next(hashes, carried);
        addToText(carried, count);
        if (words < WORDS) {
            return count == carried ? 0 : shortText(count, shingles);
        }
        int made = count - WORDS + 1;
        for (int i = 0; i < made; i++) {
            shingles[i] = shingle(i);
        }
        carried = WORDS - 1;
        System.arraycopy(hashes, made, hashes, 0, carried);
        return made;
    }

    private int shingle(int i) {
        long sum = hashes[i] * BASE_4
                + hashes[i + 1] * BASE_3
                + hashes[i + 2] * BASE_2
                + hashes[i + 3] * WordHash.BASE
                + hashes[i + 4];
        return spread(sum);
    }

    private static int spread(long sum) {
        return (int) (WordHash.mixed(sum) >>> 32);
    }

    /// The hash of a shingle of these words, in the plain way.
    static int hash(List<String> shingle) {
        long sum = shingle.size() < WORDS ? shingle.size() : 0;
        for (var word : shingle) {
            sum = sum * WordHash.BASE + WordHash.of(word);
        }
        return spread(sum);
    }

    /// The batch is larger than a shingle, so a text with fewer words is over.
    private int shortText(int count, int[] shingles) {
        long sum = count;
        for (int i = 0; i < count; i++) {
            sum = sum * WordHash.BASE + hashes[i];
        }
        shingles[0] = spread(sum);
        carried = count;
        return 1;
    }

    private void addToText(int from, int to) {
        long hash = textHash;
        for (int i = from; i < to; i++) {
            hash = (hash ^ hashes[i]) * WordHash.BASE;
            hash ^= hash >>> 32;
        }
        textHash = hash;
        words += to - from;
    }
}
