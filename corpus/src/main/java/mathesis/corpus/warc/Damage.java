package mathesis.corpus.warc;

/// What was wrong in an archive or a record and was read past: by itself it costs no record. Records that are lost are
/// counted by [mathesis.corpus.DropReason] instead.
public enum Damage {
    /// Bytes between records or gzip members that belong to none.
    JUNK,
    /// The checksum or the length of a gzip member or zstd frame with several records does not fit; which of them is
    /// damaged cannot be told.
    CHECKSUM,
    /// A record without a `Content-Length` that is a number; its end was found by the record that follows.
    MISSING_LENGTH,
    /// A `Content-Length` that does not reach to the end of its record, or beyond; the end was found as above.
    WRONG_LENGTH,
    /// A record's head with bare line feeds, folded lines or a small-letter version.
    HEADER_FORM,
    /// A content encoding that is declared and not there, or there and not declared.
    CONTENT_ENCODING,
    /// Chunks that are declared and not there, there and not declared, or broken off.
    CHUNKS,
    /// A compressed body that ends too early; what was inflated is the page.
    CUT_BODY
}
