package mathesis.corpus.decontaminate;

/// A bit map of words in a row: says of nearly all that are not in it that they are not. Small enough to stay in the
/// cache, where the table behind it is not.
final class NgramFilter {
    /// At 16 bits for each of what it holds, one in 16 others passes by chance.
    private static final int BITS_EACH = 16;

    private static final int LEAST_BITS_LOG = 10;
    private static final int MOST_BITS_LOG = 36;
    private static final long MULTIPLIER = 0x9fb21c651e98df25L;

    private final long[] bits;
    private final int shift;

    /// @param most sums that will be added; more are held too, but more others pass
    NgramFilter(long most) {
        long wanted = Math.max(1, most) * BITS_EACH;
        int log = Math.clamp(Long.SIZE - Long.numberOfLeadingZeros(wanted - 1), LEAST_BITS_LOG, MOST_BITS_LOG);
        bits = new long[1 << log - 6];
        shift = Long.SIZE - log;
    }

    /// @param sum as [NgramKey#sum] gives it
    void add(long sum) {
        long bit = bit(sum);
        bits[(int) (bit >>> 6)] |= 1L << bit;
    }

    boolean mayContain(long sum) {
        long bit = bit(sum);
        return (bits[(int) (bit >>> 6)] >>> bit & 1) != 0;
    }

    private long bit(long sum) {
        return (sum ^ sum >>> 32) * MULTIPLIER >>> shift;
    }
}
