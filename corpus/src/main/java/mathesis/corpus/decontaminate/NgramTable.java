package mathesis.corpus.decontaminate;

/// Hash table from 64-bit keys to places in benchmark texts, the first that each was put with.
final class NgramTable {
    private static final int MOST_ENTRIES = 1 << 28;
    private static final int FIRST_SLOTS = 1 << 10;
    /// Marks the place of a slot that is taken.
    private static final long TAKEN = 1L << 63;

    private long[] keys = new long[FIRST_SLOTS];
    private long[] places = new long[FIRST_SLOTS];
    private int size;

    /// @param place not negative
    void putIfAbsent(long key, long place) {
        if (2L * size >= keys.length) {
            grow();
        }
        int slot = slot(key);
        if (places[slot] == 0) {
            keys[slot] = key;
            places[slot] = place | TAKEN;
            size++;
        }
    }

    /// The place of a key, or -1.
    long get(long key) {
        long place = places[slot(key)];
        return place == 0 ? -1 : place & ~TAKEN;
    }

    int size() {
        return size;
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        int slot = (int) (key >>> 32) & mask;
        while (places[slot] != 0 && keys[slot] != key) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        if (keys.length == MOST_ENTRIES) {
            throw new IllegalArgumentException("benchmarks hold more than " + MOST_ENTRIES / 2 + " n-grams");
        }
        var oldKeys = keys;
        var oldPlaces = places;
        keys = new long[oldKeys.length * 2];
        places = new long[keys.length];
        size = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldPlaces[i] != 0) {
                putIfAbsent(oldKeys[i], oldPlaces[i] & ~TAKEN);
            }
        }
    }
}
