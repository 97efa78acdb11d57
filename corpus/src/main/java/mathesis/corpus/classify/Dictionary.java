package mathesis.corpus.classify;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The words and labels of a model with their counts. Ids run through the words and then through the labels; a
/// word's id is its row in the input matrix, a label's is its row in the output matrix plus [#words()].
/// Immutable.
///
/// Words are bytes, found by open addressing over the hash that fastText uses.
public final class Dictionary {
    /// What [#find] says where a word is unknown.
    public static final int UNKNOWN = -1;

    static final int LARGEST = 1 << 27;

    /// All words, one after the other; word `i` lies at `[starts[i], starts[i + 1])`.
    private final byte[] bytes;

    private final int[] starts;
    private final long[] counts;
    private final int words;
    private final long tokens;
    private final PruneIndex pruned;
    /// Pairs of hash and id + 1, 0 for an empty place; a power of two of them, at most half full.
    private final int[] table;

    Dictionary(byte[] bytes, int[] starts, long[] counts, int words, long tokens, PruneIndex pruned) {
        this.bytes = bytes;
        this.starts = starts;
        this.counts = counts;
        this.words = words;
        this.tokens = tokens;
        this.pruned = pruned;
        this.table = table();
    }

    /// The same words whose n-grams go through this index. Both lists keep their order in files.
    ///
    /// @param buckets numbers of the buckets that are kept
    /// @param rows    where each of them went, counted from the first row behind the words
    public Dictionary withPruned(int[] buckets, int[] rows) {
        return new Dictionary(bytes, starts, counts, words, tokens, new PruneIndex.Kept(buckets, rows));
    }

    /// Only these words, whose new ids are their places in this list, and all labels.
    public Dictionary keepingWords(int... kept) {
        var entries = new Entries();
        for (int i = 0; i < kept.length + labels(); i++) {
            int id = i < kept.length ? kept[i] : words + i - kept.length;
            entries.add(bytes, starts[id], starts[id + 1], Tokens.hash(bytes, starts[id], starts[id + 1]), counts[id]);
        }
        return entries.dictionary(kept.length, tokens);
    }

    /// Words and labels.
    public int size() {
        return counts.length;
    }

    public int words() {
        return words;
    }

    public int labels() {
        return counts.length - words;
    }

    /// Tokens of the training text, with those that are not in the dictionary.
    public long tokens() {
        return tokens;
    }

    public long count(int id) {
        return counts[id];
    }

    /// Counts of the labels in the order of their rows.
    public long[] labelCounts() {
        return Arrays.copyOfRange(counts, words, counts.length);
    }

    public boolean isLabel(int id) {
        return id >= words;
    }

    /// A word or label as text; bytes that are no UTF-8 are replaced.
    public String text(int id) {
        return new String(bytes, starts[id], starts[id + 1] - starts[id], StandardCharsets.UTF_8);
    }

    /// The bytes of a word or label.
    public byte[] bytes(int id) {
        return Arrays.copyOfRange(bytes, starts[id], starts[id + 1]);
    }

    /// How many bytes a word or label has.
    public int length(int id) {
        return starts[id + 1] - starts[id];
    }

    /// A label with its prefix.
    public String label(int label) {
        return text(words + label);
    }

    PruneIndex pruned() {
        return pruned;
    }

    public int find(String word) {
        byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
        return find(utf8, 0, utf8.length, Tokens.hash(utf8, 0, utf8.length));
    }

    /// The id of the word or label, or [#UNKNOWN].
    ///
    /// @param hash of these bytes, by [Tokens#hash]
    public int find(byte[] text, int from, int to, int hash) {
        int place = find(table, text, from, to, hash);
        return table[place + 1] - 1;
    }

    private int[] table() {
        if (size() > LARGEST) {
            throw new IllegalArgumentException(size() + " words and labels; a dictionary holds " + LARGEST);
        }
        int places = Integer.highestOneBit(Math.max(1, size())) << 2;
        var pairs = new int[2 * places];
        for (int id = 0; id < size(); id++) {
            int hash = Tokens.hash(bytes, starts[id], starts[id + 1]);
            int place = find(pairs, bytes, starts[id], starts[id + 1], hash);
            pairs[place] = hash;
            pairs[place + 1] = id + 1;
        }
        return pairs;
    }

    private int find(int[] pairs, byte[] text, int from, int to, int hash) {
        int mask = pairs.length - 1;
        int place = place(hash, mask);
        while (pairs[place + 1] != 0) {
            int id = pairs[place + 1] - 1;
            if (pairs[place] == hash && Arrays.equals(bytes, starts[id], starts[id + 1], text, from, to)) {
                return place;
            }
            place = place + 2 & mask;
        }
        return place;
    }

    /// FNV leaves its low bits poorly mixed for short words, so the high ones are folded in.
    static int place(int hash, int mask) {
        return 2 * (hash ^ hash >>> 15) & mask;
    }
}
