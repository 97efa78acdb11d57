package mathesis.corpus.training;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/// The input matrix while it is trained: one row of C weights for each word, then one for each bucket of n-grams that
/// the text has met. Threads read and write the weights without locks (Hogwild).
///
/// A bucket gets its place when it is first met, so that buckets that are never met take no memory and no time.
/// Rows lie in blocks, since 2 million of 256 columns pass what is wise for one array.
final class InputRows {
    /// Writes what a row starts from.
    interface RowFill {
        void fill(long row, float[] weights, int at);
    }

    private static final VarHandle PLACE = MethodHandles.arrayElementVarHandle(int[].class);
    private static final int BLOCK_BITS = 12;
    private static final int BLOCK = 1 << BLOCK_BITS;

    private final int words;
    private final int dimensions;
    private final RowFill start;
    private final float[][] blocks;
    /// Place + 1 of each bucket; 0 for one that was not met.
    private final int[] placeOfBucket;

    private int used;

    InputRows(int words, int buckets, int dimensions, RowFill start) {
        int rows = Math.addExact(words, buckets);
        Math.multiplyExact(BLOCK, dimensions);
        this.words = words;
        this.dimensions = dimensions;
        this.start = start;
        this.placeOfBucket = new int[buckets];
        this.blocks = new float[(rows - 1 >>> BLOCK_BITS) + 1][];
        for (int word = 0; word < words; word++) {
            start.fill(word, block(newPlace()), offset(word));
        }
    }

    private synchronized int newPlace() {
        if (blocks[used >>> BLOCK_BITS] == null) {
            int rows = Math.min(BLOCK, words + placeOfBucket.length - used);
            blocks[used >>> BLOCK_BITS] = newBlock(rows);
        }
        return used++;
    }

    private float[] newBlock(int rows) {
        try {
            return new float[rows * dimensions];
        } catch (OutOfMemoryError e) {
            throw new IllegalStateException(
                    "the heap is full after " + used + " rows of " + dimensions + " columns, of up to "
                            + (words + placeOfBucket.length) + "; give Java more (-Xmx), or lower dim or bucket",
                    e);
        }
    }

    /// Where a row lies.
    int place(int row) {
        if (row < words) {
            return row;
        }
        int place = (int) PLACE.getAcquire(placeOfBucket, row - words);
        return place > 0 ? place - 1 : placeNew(row);
    }

    private synchronized int placeNew(int row) {
        int known = placeOfBucket[row - words];
        if (known > 0) {
            return known - 1;
        }
        int place = newPlace();
        start.fill(row, block(place), offset(place));
        PLACE.setRelease(placeOfBucket, row - words, place + 1);
        return place;
    }

    /// Rows that have a place.
    synchronized int used() {
        return used;
    }

    int rows() {
        return words + placeOfBucket.length;
    }

    int dimensions() {
        return dimensions;
    }

    boolean isMet(int row) {
        return row < words || placeOfBucket[row - words] > 0;
    }

    /// Copies a row that is met.
    void copy(int row, float[] to) {
        int place = place(row);
        System.arraycopy(block(place), offset(place), to, 0, dimensions);
    }

    private float[] block(int place) {
        return blocks[place >>> BLOCK_BITS];
    }

    private int offset(int place) {
        return (place & BLOCK - 1) * dimensions;
    }

    /// The mean of rows, each counted as often as it came.
    ///
    /// @param total sum of the counts
    void mean(int[] places, int[] counts, int count, int total, float[] hidden_C) {
        Arrays.fill(hidden_C, 0);
        fetch(places, 0, Math.min(count, AHEAD));
        for (int from = 0; from < count; from += AHEAD) {
            int to = Math.min(count, from + AHEAD);
            fetch(places, to, Math.min(count, to + AHEAD));
            sum(places, counts, from, to, hidden_C);
        }
        float scale = 1f / total;
        for (int i = 0; i < dimensions; i++) {
            hidden_C[i] *= scale;
        }
    }

    /// Rows whose cache lines are asked for before they are needed.
    private static final int AHEAD = 16;

    private static final int CACHE_LINE = 16;

    /// Never read; written so that the loads of [#fetch] are not optimised away.
    private float fetched;

    /// Touches each cache line of some rows. Java has no prefetch; but as nothing waits for these loads, the processor
    /// has as many of them under way as it can, where a sum over one row after the other waits for each.
    private void fetch(int[] places, int from, int to) {
        float a = 0;
        float b = 0;
        for (int r = from; r < to; r++) {
            float[] weights = block(places[r]);
            int base = offset(places[r]);
            int i = 0;
            for (; i < dimensions - CACHE_LINE; i += 2 * CACHE_LINE) {
                a += weights[base + i];
                b += weights[base + i + CACHE_LINE];
            }
        }
        if (a + b == 0.123456f) {
            fetched = a;
        }
    }

    private void sum(int[] places, int[] counts, int from, int to, float[] hidden_C) {
        int r = from;
        for (; r <= to - 4; r += 4) {
            addFour(places, counts, r, hidden_C);
        }
        for (; r < to; r++) {
            addOne(block(places[r]), offset(places[r]), counts[r], hidden_C);
        }
    }

    private void addFour(int[] places, int[] counts, int r, float[] hidden_C) {
        float[] a = block(places[r]);
        float[] b = block(places[r + 1]);
        float[] c = block(places[r + 2]);
        float[] d = block(places[r + 3]);
        int atA = offset(places[r]);
        int atB = offset(places[r + 1]);
        int atC = offset(places[r + 2]);
        int atD = offset(places[r + 3]);
        float timesA = counts[r];
        float timesB = counts[r + 1];
        float timesC = counts[r + 2];
        float timesD = counts[r + 3];
        for (int i = 0; i < dimensions; i++) {
            hidden_C[i] += (timesA * a[atA + i] + timesB * b[atB + i]) + (timesC * c[atC + i] + timesD * d[atD + i]);
        }
    }

    private void addOne(float[] weights, int base, float times, float[] hidden_C) {
        for (int i = 0; i < dimensions; i++) {
            hidden_C[i] += times * weights[base + i];
        }
    }

    /// Adds a gradient to each row as often as it came. From the last row to the first: those that [#mean] read last
    /// are still in the cache.
    void add(float[] gradient_C, int[] places, int[] counts, int count) {
        for (int to = count; to > 0; to -= AHEAD) {
            int from = Math.max(0, to - AHEAD);
            fetch(places, Math.max(0, from - AHEAD), from);
            for (int r = to - 1; r >= from; r--) {
                addTo(block(places[r]), offset(places[r]), counts[r], gradient_C);
            }
        }
    }

    private void addTo(float[] weights, int base, float times, float[] gradient_C) {
        for (int i = 0; i < dimensions; i++) {
            weights[base + i] += times * gradient_C[i];
        }
    }
}
