package mathesis.corpus;

import java.util.Objects;
import java.util.Optional;

/// One web page as an archive holds it: decoded from its transfer and content encodings, not yet from its charset.
///
/// @param source          the record it was read from
/// @param url             as the archive writes it
/// @param format          of the body
/// @param declaredCharset of the HTTP header `Content-Type`, as written there
/// @param body            nobody writes to it after construction
public record Page(Source source, String url, Format format, Optional<String> declaredCharset, byte[] body) {
    public Page {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(declaredCharset, "declaredCharset");
        Objects.requireNonNull(body, "body");
    }

    /// What the body is written in.
    public enum Format {
        HTML,
        /// Text that the crawler took out of a page, as WET archives hold it; always UTF-8.
        PLAIN_TEXT
    }

    /// Where a page lies.
    ///
    /// @param archive name of the archive, as listed in the run
    /// @param offset  of the record's first byte in the archive, in bytes: of its gzip member where each record is
    ///                one, else in the uncompressed stream
    /// @param record  how many records precede it in the archive
    public record Source(String archive, long offset, int record) {}
}
