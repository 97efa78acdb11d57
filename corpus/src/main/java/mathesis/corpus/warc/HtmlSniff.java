package mathesis.corpus.warc;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/// Whether bytes look like a page of HTML: a tag comes first, and one that only HTML has comes early.
final class HtmlSniff {
    private static final int LOOKED_AT = 1024;
    private static final Pattern HTML =
            Pattern.compile("<(?:!doctype\\s+html|html|head|body|title|meta|table|div)[\\s>]");

    private HtmlSniff() {}

    static boolean looksLikeHtml(byte[] bytes, int from, int end) {
        var head = new String(bytes, from, Math.min(end - from, LOOKED_AT), StandardCharsets.ISO_8859_1)
                .replace("\0", "") // UTF-16
                .toLowerCase(Locale.ROOT);
        int first = 0;
        while (first < head.length() && (head.charAt(first) <= ' ' || head.charAt(first) >= 0x80)) {
            first++; // white space and byte order marks
        }
        return first < head.length()
                && head.charAt(first) == '<'
                && HTML.matcher(head).find(first);
    }
}
