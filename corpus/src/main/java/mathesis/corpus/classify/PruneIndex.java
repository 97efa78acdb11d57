package mathesis.corpus.classify;

import java.util.Arrays;

/// Which buckets of n-grams a quantized model has kept.
sealed interface PruneIndex {
    /// The bucket has no row.
    int DROPPED = -1;

    /// The row of a bucket, counted from the first row behind the words, or [#DROPPED].
    int row(int bucket);

    /// Rows that the buckets of such a model need.
    long rows(ModelArguments arguments);

    /// Every bucket has the row of its number.
    record All() implements PruneIndex {
        @Override
        public int row(int bucket) {
            return bucket;
        }

        @Override
        public long rows(ModelArguments arguments) {
            return arguments.hasNgrams() ? arguments.bucket() : 0;
        }
    }

    /// Only some buckets are left. Files keep the order of the two lists; where a bucket comes twice, the last counts.
    final class Kept implements PruneIndex {
        private final int[] buckets;
        private final int[] rows;
        private final int[] table;
        private final int shift;

        Kept(int[] buckets, int[] rows) {
            this.buckets = buckets.clone();
            this.rows = rows.clone();
            int places = Integer.highestOneBit(Math.max(1, buckets.length)) << 2;
            this.shift = Integer.numberOfLeadingZeros(places) + 1;
            this.table = new int[2 * places];
            for (int i = 0; i < buckets.length; i++) {
                int place = place(buckets[i]);
                table[place] = buckets[i];
                table[place + 1] = rows[i] + 1;
            }
        }

        int size() {
            return buckets.length;
        }

        int bucketAt(int i) {
            return buckets[i];
        }

        int rowAt(int i) {
            return rows[i];
        }

        @Override
        public long rows(ModelArguments arguments) {
            return Arrays.stream(rows).max().orElse(-1) + 1L;
        }

        @Override
        public int row(int bucket) {
            return table[place(bucket) + 1] - 1;
        }

        private int place(int bucket) {
            int place = bucket * 0x9E3779B9 >>> shift;
            while (table[2 * place + 1] != 0 && table[2 * place] != bucket) {
                place = place + 1 & (table.length >> 1) - 1;
            }
            return 2 * place;
        }
    }
}
