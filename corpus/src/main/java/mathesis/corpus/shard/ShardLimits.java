package mathesis.corpus.shard;

/// What a reader of shards takes at most from a file that it does not know.
///
/// @param mostDocumentBytes of one document: a line of JSON, a text of a Parquet row
/// @param mostRatio         of inflated bytes to those of the file; small files may inflate to 64 MiB whatever their
/// size
public record ShardLimits(int mostDocumentBytes, int mostRatio) {
    /// Ours: text compresses to a third or a tenth, boilerplate to a hundredth.
    public static final ShardLimits DEFAULT = new ShardLimits(64 << 20, 1000);

    private static final int MOST_BYTES = 1 << 29;

    /// Inflated bytes that are let pass unasked.
    static final long UNASKED_BYTES = 64L << 20;

    public ShardLimits {
        if (mostDocumentBytes < 1 || mostDocumentBytes > MOST_BYTES || mostRatio < 1) {
            throw new IllegalArgumentException("shard limits are " + mostDocumentBytes
                    + " bytes a document and a ratio of " + mostRatio + "; must lie in [1, 2^29] and be positive");
        }
    }

    /// Whether a file of so many bytes may inflate to so many.
    boolean allows(long fileBytes, long inflatedBytes) {
        return inflatedBytes <= UNASKED_BYTES || inflatedBytes / mostRatio <= fileBytes;
    }
}
