package mathesis.corpus.dedup;

/// What counts as a duplicate, and into how many parts the work is cut. All files of a run are made with the same.
///
/// @param shape     of signatures
/// @param threshold least share of equal MinHashes of a near-duplicate. 0.72 is datatrove's; with 120 hashes it misses
///                  1.4 % of the pairs with a Jaccard similarity of 0.8 and fewer of those above
/// @param ranges    parts of the space of hashes, each resolved by itself
/// @param leaders   documents that others of one group are compared with at most
public record DedupSettings(SignatureShape shape, double threshold, int ranges, int leaders) {
    public static final DedupSettings DEFAULT = new DedupSettings(SignatureShape.DEFAULT, 0.72, 16, 256);

    private static final int MOST_RANGES = 1 << 16;
    private static final int MOST_LEADERS = 1 << 16;

    public DedupSettings {
        require(threshold > 0 && threshold <= 1, "dedup.threshold is " + threshold + "; must lie in (0, 1]");
        require(ranges >= 1 && ranges <= MOST_RANGES, "dedup.ranges is " + ranges + "; must lie in [1, 65536]");
        require(leaders >= 1 && leaders <= MOST_LEADERS, "dedup.leaders is " + leaders + "; must lie in [1, 65536]");
    }

    /// Equal hashes from which on two signatures are of near-duplicates.
    int leastEqual() {
        return (int) Math.ceil(threshold * shape.hashes() - 1e-9);
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
