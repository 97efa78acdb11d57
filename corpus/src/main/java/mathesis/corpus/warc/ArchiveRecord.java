package mathesis.corpus.warc;

import mathesis.corpus.Page;
import mathesis.corpus.Verdict;

/// One record of an archive, as [ArchiveReader#nextRecord] gives it.
///
/// @param source    where it lies
/// @param type      `response`, `warcinfo` and so on; empty where its head could not be read
/// @param url       as the archive writes it; empty where it has none
/// @param status    of HTTP; 0 where it has none
/// @param mediaType of the page, or of the block where it is no HTTP response, in small letters; empty where unknown
/// @param bytes     of its block; 0 where it is lost
/// @param verdict   its page, or why it has none
public record ArchiveRecord(
        Page.Source source, String type, String url, int status, String mediaType, long bytes, Verdict<Page> verdict) {}
