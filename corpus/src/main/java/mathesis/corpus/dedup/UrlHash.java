package mathesis.corpus.dedup;

import mathesis.corpus.words.WordHash;

/// 64-bit hash of a canonical URL.
public final class UrlHash {
    private UrlHash() {}

    /// Equal for URLs that [CanonicalUrl] makes the same.
    public static long of(String url) {
        return WordHash.mixed(WordHash.of(CanonicalUrl.of(url)));
    }
}
