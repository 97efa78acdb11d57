package mathesis.corpus.warc;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A media type as a `Content-Type` field writes it.
///
/// @param name    `type/subtype` in small letters; empty where it is missing
/// @param charset its parameter, as written
record MediaType(String name, Optional<String> charset) {
    static final MediaType MISSING = new MediaType("", Optional.empty());

    private static final Set<String> HTML = Set.of("text/html", "application/xhtml+xml");
    /// Types that say nothing, and those that pages with MathML were served as.
    private static final Set<String> UNDECIDED = Set.of(
            "",
            "application/octet-stream",
            "binary/octet-stream",
            "application/unknown",
            "unknown/unknown",
            "*/*",
            "text/xml",
            "application/xml");

    private static final String CHARSET = "charset=";

    static MediaType of(String field) {
        int semicolon = field.indexOf(';');
        String name =
                (semicolon < 0 ? field : field.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
        int at = field.toLowerCase(Locale.ROOT).indexOf(CHARSET);
        if (at < 0) {
            return new MediaType(name, Optional.empty());
        }
        String value = field.substring(at + CHARSET.length());
        int end = value.indexOf(';');
        String charset = (end < 0 ? value : value.substring(0, end)).replaceAll("[\"'\\s]", "");
        return new MediaType(name, charset.isEmpty() ? Optional.empty() : Optional.of(charset));
    }

    boolean isHtml() {
        return HTML.contains(name);
    }

    /// Whether only the bytes can tell.
    boolean isUndecided() {
        return UNDECIDED.contains(name);
    }
}
