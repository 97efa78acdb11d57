package mathesis.corpus.records;

import java.util.Arrays;

/// The order of records and a merge sort by it. A stable sort with a guaranteed cost, whatever a hostile archive makes
/// the records look like.
final class RecordOrder {
    private static final int SMALL = 8;

    private final int width;

    RecordOrder(int width) {
        this.width = width;
    }

    static int compare(long[] one, int i, long[] other, int j, int width) {
        int at = Arrays.mismatch(one, i, i + width, other, j, j + width);
        return at < 0 ? 0 : Long.compareUnsigned(one[i + at], other[j + at]);
    }

    /// Sorts so many records; `spare` has room for as many.
    void sort(long[] records, long[] spare, int count) {
        sort(records, spare, 0, count);
    }

    private void sort(long[] records, long[] spare, int from, int to) {
        if (to - from <= SMALL) {
            insertionSort(records, from, to);
            return;
        }
        int middle = from + to >>> 1;
        sort(records, spare, from, middle);
        sort(records, spare, middle, to);
        if (compare(records, (middle - 1) * width, records, middle * width, width) > 0) {
            merge(records, spare, from, middle, to);
        }
    }

    private void merge(long[] records, long[] spare, int from, int middle, int to) {
        int leftEnd = (middle - from) * width;
        System.arraycopy(records, from * width, spare, 0, leftEnd);
        int left = 0;
        int right = middle * width;
        int end = to * width;
        int out = from * width;
        while (left < leftEnd) {
            boolean takeLeft = right == end || compare(spare, left, records, right, width) <= 0;
            System.arraycopy(takeLeft ? spare : records, takeLeft ? left : right, records, out, width);
            out += width;
            left += takeLeft ? width : 0;
            right += takeLeft ? 0 : width;
        }
    }

    private void insertionSort(long[] records, int from, int to) {
        var record = new long[width];
        for (int i = from + 1; i < to; i++) {
            System.arraycopy(records, i * width, record, 0, width);
            int j = i - 1;
            while (j >= from && compare(records, j * width, record, 0, width) > 0) {
                System.arraycopy(records, j * width, records, (j + 1) * width, width);
                j--;
            }
            System.arraycopy(record, 0, records, (j + 1) * width, width);
        }
    }
}
