package mathesis.corpus.rounds;

import mathesis.corpus.warc.ArchiveLimits;

/// Bounds that no setting changes yet.
final class RoundSettings {
    static final ArchiveLimits ARCHIVE_LIMITS = ArchiveLimits.DEFAULT;

    /// An n-gram that matches in more pages than this is listed as common in the report of contamination.
    static final long COMMON_NGRAM_PAGES = 10;

    private RoundSettings() {}
}
