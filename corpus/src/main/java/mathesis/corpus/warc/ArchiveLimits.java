package mathesis.corpus.warc;

/// Bounds of what a reader takes from an archive, which may be hostile. Settings `mathesis.mining.archive.*`.
///
/// @param recordBytes       longest record that is looked into, after the archive's own compression
/// @param pageBytes         longest body of a page, after its content encodings
/// @param headerBytes       longest head of a record or of an HTTP response
/// @param inflateRatio      most bytes that a compressed byte may become, once more than `inflateRatioFrom` came out
/// @param inflateRatioFrom  bytes below which no ratio is asked for: short runs of one byte are no bombs
/// @param contentEncodings  content encodings that may lie around a body, one within the other
public record ArchiveLimits(
        int recordBytes, int pageBytes, int headerBytes, int inflateRatio, int inflateRatioFrom, int contentEncodings) {
    /// Ours. Common Crawl cuts bodies at 1 or 5 MiB; deflate reaches ratios of 1032, real pages seldom 30.
    public static final ArchiveLimits DEFAULT = new ArchiveLimits(64 << 20, 8 << 20, 64 << 10, 200, 4 << 20, 2);

    private static final int LARGEST_RECORD = 1 << 29;

    public ArchiveLimits {
        require(
                recordBytes >= 1 << 10 && recordBytes <= LARGEST_RECORD,
                "record-bytes is " + recordBytes + "; must lie between 1 KiB and 512 MiB");
        require(
                pageBytes >= 1 && pageBytes <= recordBytes,
                "page-bytes is " + pageBytes + "; must lie between 1 and record-bytes, which is " + recordBytes);
        require(
                headerBytes >= 256 && headerBytes <= recordBytes,
                "header-bytes is " + headerBytes + "; must lie between 256 and record-bytes, which is " + recordBytes);
        require(inflateRatio >= 2, "inflate-ratio is " + inflateRatio + "; must be at least 2");
        require(inflateRatioFrom >= 0, "inflate-ratio-from is " + inflateRatioFrom + "; must not be negative");
        require(
                contentEncodings >= 0 && contentEncodings <= 8,
                "content-encodings is " + contentEncodings + "; must lie between 0 and 8");
    }

    /// Whether so many bytes out of so few are a bomb.
    boolean isBomb(long packed, long unpacked) {
        return unpacked > inflateRatioFrom && unpacked / inflateRatio > packed;
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException("mathesis.mining.archive." + message);
        }
    }
}
