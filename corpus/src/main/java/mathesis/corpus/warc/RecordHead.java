package mathesis.corpus.warc;

import java.util.Locale;
import java.util.Optional;

/// What a reader wants to know of a record's head.
///
/// @param type           `response`, `conversion` and so on, in small letters; empty where it is missing
/// @param url            `WARC-Target-URI`
/// @param contentType    of the block, as written; empty where it is missing
/// @param identifiedType media type that the crawler saw by the bytes
/// @param length         of the block as declared; UNKNOWN where it is missing or no number
/// @param form           how the head is written
record RecordHead(
        String type,
        Optional<String> url,
        String contentType,
        Optional<String> identifiedType,
        long length,
        Form form) {
    static final long UNKNOWN = -1;

    private static final int MOST_DIGITS = 18;

    /// How a head is written.
    enum Form {
        WARC,
        /// With bare line feeds, folded lines or a version in small letters.
        ODD_WARC,
        ARC
    }

    static RecordHead of(Fields fields) {
        boolean odd = fields.odd() || !fields.firstLine().startsWith("WARC/");
        return new RecordHead(
                fields.first("warc-type").orElse("").toLowerCase(Locale.ROOT),
                fields.first("warc-target-uri").map(RecordHead::unbracketed),
                fields.first("content-type").orElse(""),
                fields.first("warc-identified-payload-type"),
                length(fields.first("content-length").orElse("")),
                odd ? Form.ODD_WARC : Form.WARC);
    }

    boolean isWeb() {
        var scheme = url.orElse("").toLowerCase(Locale.ROOT);
        return scheme.startsWith("http://") || scheme.startsWith("https://");
    }

    /// Some writers follow the grammar of WARC 1.0, which puts URLs in angle brackets.
    private static String unbracketed(String url) {
        return url.startsWith("<") && url.endsWith(">") && url.length() > 2 ? url.substring(1, url.length() - 1) : url;
    }

    private static long length(String written) {
        if (written.isEmpty() || written.length() > MOST_DIGITS) {
            return UNKNOWN;
        }
        for (int i = 0; i < written.length(); i++) {
            if (written.charAt(i) < '0' || written.charAt(i) > '9') {
                return UNKNOWN;
            }
        }
        return Long.parseLong(written);
    }
}
