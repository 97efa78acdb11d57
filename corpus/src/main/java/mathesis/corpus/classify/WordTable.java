package mathesis.corpus.classify;

/// Words of at most 15 bytes with their hash and weight, found without reading them byte by byte: a word is its
/// own key, its bytes in two longs with zeros behind, so equal keys are equal words. Immutable.
///
/// An entry lies in one line of the cache: the key and `hash << 32 | weight`. Words of up to seven bytes, the
/// most, have a table of their own, where the key is one long. Words hold no NUL, so none has key 0, which marks
/// an empty place. What is no plain word, a label or `</s>`, has the weight NaN.
final class WordTable {
    static final int LONGEST = 15;
    private static final int LONGEST_SHORT = 7;
    /// Weight of tokens that are no plain words.
    static final int SPECIAL = Float.floatToRawIntBits(Float.NaN);

    private static final long FACTOR = 0x9E3779B97F4A7C15L;
    private static final int MINUS_ZERO = 0x80000000;
    /// Longs of a place.
    private static final int SHORT = 2;
    private static final int LONG = 4;

    private final long[] shorts;
    private final long[] longs;

    /// @param weights of the words by id, finite
    WordTable(Dictionary dictionary, float... weights) {
        int[] count = new int[2];
        for (int id = 0; id < dictionary.size(); id++) {
            count[dictionary.length(id) <= LONGEST_SHORT ? 0 : 1]++;
        }
        shorts = new long[places(count[0] + 1) * SHORT];
        longs = new long[places(count[1]) * LONG];
        for (int id = 0; id < dictionary.size(); id++) {
            if (dictionary.length(id) > 0 && dictionary.length(id) <= LONGEST) {
                put(dictionary.bytes(id), dictionary.isLabel(id) ? SPECIAL : Float.floatToRawIntBits(weights[id]));
            }
        }
        put(Tokens.endOfLine(), SPECIAL);
    }

    /// Hash and weight of a word of 1 to 15 bytes as `hash << 32 | weight`, or 0 where there is none.
    ///
    /// @param to where the text ends
    long find(byte[] text, int start, int length, int to) {
        long key = Bytes.at(text, start, to);
        return length <= LONGEST_SHORT
                ? find(Bytes.first(length, key))
                : find(key, Bytes.first(length - Long.BYTES, Bytes.at(text, start + Long.BYTES, to)));
    }

    private long find(long key) {
        return shorts[place(key) + 1];
    }

    private long find(long key, long more) {
        return longs[place(key, more) + 2];
    }

    private static int places(int entries) {
        return Integer.highestOneBit(Math.max(1, entries)) << 2;
    }

    private void put(byte[] word, int weight) {
        int nonZero = weight == 0 ? MINUS_ZERO : weight; // so that no value is 0
        long value = (long) Tokens.hash(word, 0, word.length) << Integer.SIZE | nonZero & 0xFFFFFFFFL;
        long key = Bytes.at(word, 0, word.length);
        if (word.length <= LONGEST_SHORT) {
            int place = place(key);
            shorts[place] = key;
            shorts[place + 1] = value;
        } else {
            long more = Bytes.of(word, Long.BYTES, word.length);
            int place = place(key, more);
            longs[place] = key;
            longs[place + 1] = more;
            longs[place + 2] = value;
        }
    }

    private int place(long key) {
        int mask = shorts.length - 1;
        int place = (int) (key * FACTOR >>> Integer.SIZE) * SHORT & mask;
        while (shorts[place] != key && shorts[place] != 0) {
            place = place + SHORT & mask;
        }
        return place;
    }

    private int place(long key, long more) {
        int mask = longs.length - 1;
        int place = (int) ((key ^ more * FACTOR) * FACTOR >>> Integer.SIZE) * LONG & mask;
        while ((longs[place] != key || longs[place + 1] != more) && longs[place] != 0) {
            place = place + LONG & mask;
        }
        return place;
    }
}
