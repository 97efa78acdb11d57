package mathesis.corpus.decontaminate;

/// Hash table from 64-bit keys to places in benchmark texts, with a bit map in front that turns nearly every other key
/// away from within the cache. The first place of a key stays.
final class NgramTable {
    private static final int MOST_ENTRIES = 1 << 28;
    private static final int FIRST_SLOTS = 1 << 10;
    /// Bits a slot of the table: one key in twelve or fewer passes by chance where it is full.
    private static final int LEAST_FILTER_WORDS = 1 << 10;

    private long[] keys = new long[FIRST_SLOTS];
    private long[] places = new long[FIRST_SLOTS];
    private long[] filter = new long[LEAST_FILTER_WORDS];
    private int size;

    /// A key's slots are told empty by a place of 0.
    private static final long TAKEN = 1L << 63;

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
            int bit = bit(key);
            filter[bit >>> 6] |= 1L << bit;
        }
    }

    /// Whether the key may be there; nearly always false where it is not.
    boolean mayContain(long key) {
        int bit = bit(key);
        return (filter[bit >>> 6] >>> bit & 1) != 0;
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

    private int bit(long key) {
        return (int) key & filter.length * Long.SIZE - 1;
    }

    private void grow() {
        if (keys.length == MOST_ENTRIES) {
            throw new IllegalArgumentException("benchmarks hold more than " + MOST_ENTRIES / 2 + " n-grams");
        }
        var oldKeys = keys;
        var oldPlaces = places;
        keys = new long[oldKeys.length * 2];
        places = new long[keys.length];
        filter = new long[Math.max(LEAST_FILTER_WORDS, keys.length / 4)];
        size = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldPlaces[i] != 0) {
                putIfAbsent(oldKeys[i], oldPlaces[i] & ~TAKEN);
            }
        }
    }
}
