package mathesis.engine.tokenizer;

import java.util.Arrays;

/// Merges the symbols of one word, always the pair of lowest rank and of those the leftmost, until none is left.
///
/// Short words look for the lowest rank along the word; long ones, which could be hostile, keep a heap: `n log n`.
final class Merging {
    private static final int SHORT = 64;

    private Merging() {}

    /// Merges `symbols[0, size)` in place.
    ///
    /// @return how many symbols remain
    static int merge(Merges merges, int[] symbols, int size) {
        return size <= SHORT ? mergeShort(merges, symbols, size) : mergeLong(merges, symbols, size);
    }

    private static int mergeShort(Merges merges, int[] symbols, int size) {
        var pairs = new long[size];
        for (int i = 0; i + 1 < size; i++) {
            pairs[i] = merges.get(symbols[i], symbols[i + 1]);
        }
        while (size > 1) {
            int best = lowest(pairs, size - 1);
            if (pairs[best] == Merges.NONE) {
                break;
            }
            symbols[best] = Merges.merged(pairs[best]);
            size--;
            System.arraycopy(symbols, best + 2, symbols, best + 1, size - best - 1);
            System.arraycopy(pairs, best + 1, pairs, best, size - best - 1);
            if (best > 0) {
                pairs[best - 1] = merges.get(symbols[best - 1], symbols[best]);
            }
            if (best + 1 < size) {
                pairs[best] = merges.get(symbols[best], symbols[best + 1]);
            }
        }
        return size;
    }

    private static int lowest(long[] pairs, int count) {
        int best = 0;
        for (int i = 1; i < count; i++) {
            if (Merges.rank(pairs[i]) < Merges.rank(pairs[best])) {
                best = i;
            }
        }
        return best;
    }

    private static int mergeLong(Merges merges, int[] symbols, int size) {
        var word = new LinkedWord(merges, symbols, size);
        word.mergeAll();
        return word.compact();
    }

    /// Symbols linked by index, and a heap of `rank << 32 | index of the left symbol`.
    private static final class LinkedWord {
        private final Merges merges;
        private final int[] symbols;
        private final int[] previous;
        private final int[] next;
        private final long[] pairs; // of the symbol and its right neighbour; NONE where there is no symbol any more
        private final LongHeap heap;

        LinkedWord(Merges merges, int[] symbols, int size) {
            this.merges = merges;
            this.symbols = symbols;
            previous = new int[size];
            next = new int[size];
            pairs = new long[size];
            heap = new LongHeap(size);
            Arrays.setAll(previous, i -> i - 1);
            Arrays.setAll(next, i -> i + 1);
            for (int i = 0; i < size; i++) {
                refresh(i);
            }
        }

        private void mergeAll() {
            while (!heap.isEmpty()) {
                long entry = heap.removeLeast();
                int at = (int) entry;
                if (pairs[at] != Merges.NONE && Merges.rank(pairs[at]) == (int) (entry >>> 32)) {
                    mergeWithNext(at);
                }
            }
        }

        private void mergeWithNext(int at) {
            int gone = next[at];
            symbols[at] = Merges.merged(pairs[at]);
            pairs[gone] = Merges.NONE;
            next[at] = next[gone];
            if (next[at] < next.length) {
                previous[next[at]] = at;
            }
            refresh(at);
            if (previous[at] >= 0) {
                refresh(previous[at]);
            }
        }

        private void refresh(int at) {
            pairs[at] = next[at] < next.length ? merges.get(symbols[at], symbols[next[at]]) : Merges.NONE;
            if (pairs[at] != Merges.NONE) {
                heap.add((long) Merges.rank(pairs[at]) << 32 | at);
            }
        }

        private int compact() {
            int size = 0;
            for (int at = 0; at < next.length; at = next[at]) {
                symbols[size++] = symbols[at];
            }
            return size;
        }
    }
}
