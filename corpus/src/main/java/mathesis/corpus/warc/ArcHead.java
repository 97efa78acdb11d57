package mathesis.corpus.warc;

import java.util.Optional;
import java.util.regex.Pattern;

/// The line that heads a record of an ARC archive, of version 1 (five fields) or 2 (ten): URL, address, date,
/// type, with version 2 also status, checksum, location, offset and file name, and the length.
///
/// Source: Internet Archive, ARC File Format, 1996.
final class ArcHead {
    private static final Pattern LINE =
            Pattern.compile("(\\S+) \\S+ (\\d{14}|0) ([^ ]*)(?: \\S+ \\S+ \\S+ \\S+ \\S+)? (\\d{1,15})\\r?");
    private static final String VERSION_BLOCK = "filedesc://";

    private ArcHead() {}

    static boolean isLine(String line) {
        return LINE.matcher(line).matches();
    }

    /// @param line one that [#isLine]
    static RecordHead of(String line) {
        var fields = LINE.matcher(line);
        if (!fields.matches()) {
            throw new IllegalArgumentException("not a line of ARC: " + line);
        }
        String url = fields.group(1);
        String type = url.startsWith(VERSION_BLOCK) ? "filedesc" : "response";
        return new RecordHead(
                type,
                Optional.of(url),
                "application/http",
                Optional.empty(),
                Long.parseLong(fields.group(4)),
                RecordHead.Form.ARC);
    }
}
