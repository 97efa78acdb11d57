package mathesis.engine.tokenizer;

import java.util.Arrays;

/// The merges of a byte-pair vocabulary: a hash table from a pair of ids to the pair's rank and the merged id.
///
/// Open addressing in two arrays of longs, at most half full. Written while loading, then only read.
final class Merges {
    /// No such merge. As a rank it comes after all others.
    static final long NONE = Long.MAX_VALUE;
    private static final long EMPTY = -1;

    private final long[] pairs;
    private final long[] values;
    private final int shift;

    Merges(int merges) {
        int bits = Math.max(4, 33 - Integer.numberOfLeadingZeros(merges));
        pairs = new long[1 << bits];
        values = new long[1 << bits];
        shift = 64 - bits;
        Arrays.fill(pairs, EMPTY);
    }

    /// A merge listed twice has its later rank.
    void put(int left, int right, int rank, int merged) {
        int slot = slot(pair(left, right));
        pairs[slot] = pair(left, right);
        values[slot] = (long) rank << 32 | merged;
    }

    /// Rank in the upper half, merged id in the lower one; or [#NONE].
    long get(int left, int right) {
        int slot = slot(pair(left, right));
        return pairs[slot] == EMPTY ? NONE : values[slot];
    }

    static int rank(long merge) {
        return (int) (merge >>> 32);
    }

    static int merged(long merge) {
        return (int) merge;
    }

    private int slot(long pair) {
        int slot = (int) (pair * 0x9E3779B97F4A7C15L >>> shift);
        while (pairs[slot] != pair && pairs[slot] != EMPTY) {
            slot = slot + 1 & pairs.length - 1;
        }
        return slot;
    }

    private static long pair(int left, int right) {
        return (long) left << 32 | right;
    }
}
