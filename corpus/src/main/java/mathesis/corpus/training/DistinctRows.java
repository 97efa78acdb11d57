package mathesis.corpus.training;

import java.util.Arrays;

/// The rows of a line, each once, with how often it came. Pages say the same words again and again, and reading a row
/// from memory is what a step's time goes to. One for each thread.
final class DistinctRows {
    private static final int GOLDEN = 0x9E37_79B9;

    private int[] rows = new int[256];
    private int[] counts = new int[256];
    private int count;
    /// Index + 1 into `rows` by hash; 0 for an empty place. As many places as a line needs are used: a power of two, at
    /// most half full.
    private int[] table = new int[512];

    /// Takes the first `length` of `given`, in the order of their first appearance.
    void set(int[] given, int length) {
        int places = reserve(length);
        int shift = Integer.numberOfLeadingZeros(places - 1);
        count = 0;
        for (int i = 0; i < length; i++) {
            int place = given[i] * GOLDEN >>> shift;
            while (table[place] != 0 && rows[table[place] - 1] != given[i]) {
                place = place + 1 & places - 1;
            }
            if (table[place] == 0) {
                rows[count] = given[i];
                counts[count] = 0;
                table[place] = ++count;
            }
            counts[table[place] - 1]++;
        }
    }

    /// Makes room and returns how many places of the table this line uses.
    private int reserve(int length) {
        if (length > rows.length) {
            int size = Math.toIntExact(Math.max(2L * rows.length, length));
            rows = new int[size];
            counts = new int[size];
        }
        int places = Math.max(512, Math.multiplyExact(2, Integer.highestOneBit(Math.max(1, length)) << 1));
        if (places > table.length) {
            table = new int[places];
        } else {
            Arrays.fill(table, 0, places, 0);
        }
        return places;
    }

    int[] rows() {
        return rows;
    }

    int[] counts() {
        return counts;
    }

    int count() {
        return count;
    }
}
