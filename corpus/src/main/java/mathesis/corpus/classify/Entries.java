package mathesis.corpus.classify;

import java.util.Arrays;

/// A growing list of words as bytes, one after the other, with hash and count. For one thread.
final class Entries {
    private byte[] bytes = new byte[1 << 10];
    private int[] starts = new int[1 << 8];
    private int[] hashes = new int[1 << 8];
    private long[] counts = new long[1 << 8];
    private int size;

    int size() {
        return size;
    }

    int hash(int id) {
        return hashes[id];
    }

    long count(int id) {
        return counts[id];
    }

    void increment(int id) {
        counts[id]++;
    }

    boolean isLabel(int id) {
        return Tokens.isLabel(bytes, starts[id], starts[id + 1]);
    }

    boolean equals(int id, byte[] text, int from, int to) {
        return Arrays.equals(bytes, starts[id], starts[id + 1], text, from, to);
    }

    void add(byte[] text, int from, int to, int hash, long count) {
        int start = starts[size];
        int end = Math.addExact(start, to - from);
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(end, 2L * bytes.length)));
        }
        System.arraycopy(text, from, bytes, start, to - from);
        if (size + 2 > starts.length) {
            starts = Arrays.copyOf(starts, 2 * starts.length);
            hashes = Arrays.copyOf(hashes, starts.length);
            counts = Arrays.copyOf(counts, starts.length);
        }
        hashes[size] = hash;
        counts[size] = count;
        size++;
        starts[size] = end;
    }

    /// These entries of this list, in this order.
    Entries picked(int... order) {
        var picked = new Entries();
        for (int id : order) {
            picked.add(bytes, starts[id], starts[id + 1], hashes[id], counts[id]);
        }
        return picked;
    }

    /// A dictionary of these entries, of which the first `words` are words.
    Dictionary dictionary(int words, long tokens) {
        return new Dictionary(
                Arrays.copyOf(bytes, starts[size]),
                Arrays.copyOf(starts, size + 1),
                Arrays.copyOf(counts, size),
                words,
                tokens,
                new PruneIndex.All());
    }
}
