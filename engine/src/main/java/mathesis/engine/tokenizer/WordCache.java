package mathesis.engine.tokenizer;

import java.util.Arrays;

/// The tokens of words met before: a bounded table in which a new word replaces the one in its slot.
///
/// Threads share it without locks: an entry never changes once made, and a lost update only costs a merge.
final class WordCache {
    /// Longer words are rare, and would let a text fill the memory.
    static final int LONGEST_WORD = 32;

    private static final int SLOTS = 1 << 15;

    private record Entry(int hash, char[] word, int[] ids) {}

    private final Entry[] entries = new Entry[SLOTS];

    static int hash(char[] text, int from, int to) {
        int hash = to - from;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + text[i];
        }
        hash *= 0x9E3779B9;
        return hash ^ hash >>> 16;
    }

    /// The ids of the word `text[from, to)`, or null: this is the inner loop of encoding.
    int[] get(int hash, char[] text, int from, int to) {
        var entry = entries[hash & SLOTS - 1];
        boolean hit =
                entry != null && entry.hash == hash && Arrays.equals(entry.word, 0, entry.word.length, text, from, to);
        return hit ? entry.ids : null;
    }

    void put(int hash, char[] text, int from, int to, int[] ids) {
        entries[hash & SLOTS - 1] = new Entry(hash, Arrays.copyOfRange(text, from, to), ids);
    }
}
