package mathesis.corpus.scan;

/// Short ASCII names as numbers.
final class Packed {
    private Packed() {}

    /// Up to eight ASCII characters, the first in the lowest byte.
    static long name(String text) {
        if (text.length() > Long.BYTES) {
            throw new IllegalArgumentException(text + " is longer than eight characters");
        }
        long packed = 0;
        for (int i = 0; i < text.length(); i++) {
            packed |= (long) text.charAt(i) << 8 * i;
        }
        return packed;
    }

    /// Number of characters of a packed name.
    static int length(long name) {
        return Long.BYTES - (Long.numberOfLeadingZeros(name) >>> 3);
    }
}
