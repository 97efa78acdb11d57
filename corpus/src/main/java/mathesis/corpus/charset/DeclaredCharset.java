package mathesis.corpus.charset;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The charset that a page itself declares near its start: in a `<meta>` element, in either form, or in an XML
/// declaration.
final class DeclaredCharset {
    /// Browsers look at 1 KiB; pages with long heads put theirs later.
    private static final int LOOKED_AT = 8 << 10;
    private static final int LONGEST_LABEL = 64;

    private DeclaredCharset() {}

    static Optional<Charset> in(byte[] body) {
        int end = Math.min(body.length, LOOKED_AT);
        int at = 0;
        while (at < end) {
            if (body[at] != '<') {
                at++;
            } else if (starts(body, at, end, "<!--")) {
                at = commentEnd(body, at + 4, end);
            } else if (starts(body, at, end, "<meta")) {
                int close = closing(body, at, end);
                var found = label(body, at, close, "charset").flatMap(CharsetLabels::of);
                if (found.isPresent()) {
                    return found.map(DeclaredCharset::readable);
                }
                at = close;
            } else {
                at++;
            }
        }
        return xmlDeclaration(body, end);
    }

    private static Optional<Charset> xmlDeclaration(byte[] body, int end) {
        int at = 0;
        while (at < end && body[at] <= ' ' && body[at] >= 0) {
            at++;
        }
        return starts(body, at, end, "<?xml")
                ? label(body, at, closing(body, at, end), "encoding")
                        .flatMap(CharsetLabels::of)
                        .map(DeclaredCharset::readable)
                : Optional.empty();
    }

    /// A declaration that can be read as ASCII does not stand in UTF-16.
    private static Charset readable(Charset declared) {
        boolean wide = declared.equals(StandardCharsets.UTF_16LE) || declared.equals(StandardCharsets.UTF_16BE);
        return wide ? StandardCharsets.UTF_8 : declared;
    }

    private static int commentEnd(byte[] body, int from, int end) {
        for (int i = from; i < end - 2; i++) {
            if (body[i] == '-' && body[i + 1] == '-' && body[i + 2] == '>') {
                return i + 3;
            }
        }
        return end;
    }

    private static int closing(byte[] body, int from, int end) {
        int at = from;
        while (at < end && body[at] != '>') {
            at++;
        }
        return at;
    }

    /// The value behind a name and an equals sign, with or without quotes.
    private static Optional<String> label(byte[] body, int from, int end, String name) {
        for (int i = from; i < end; i++) {
            if (starts(body, i, end, name)) {
                int at = skipSpace(body, i + name.length(), end);
                if (at < end && body[at] == '=') {
                    return Optional.of(value(body, at + 1, end));
                }
            }
        }
        return Optional.empty();
    }

    private static String value(byte[] body, int from, int end) {
        int start = skipSpace(body, from, end);
        while (start < end && (body[start] == '"' || body[start] == '\'')) {
            start = skipSpace(body, start + 1, end);
        }
        int at = start;
        while (at < end && at - start < LONGEST_LABEL && isOfLabel(body[at])) {
            at++;
        }
        return new String(body, start, at - start, StandardCharsets.ISO_8859_1);
    }

    private static boolean isOfLabel(byte b) {
        return b > ' ' && b != '"' && b != '\'' && b != ';' && b != ',' && b != '/' && b != '?';
    }

    private static int skipSpace(byte[] body, int from, int end) {
        int at = from;
        while (at < end && body[at] >= 0 && body[at] <= ' ') {
            at++;
        }
        return at;
    }

    /// Whether this word, in small letters, stands here in letters of either size.
    private static boolean starts(byte[] body, int at, int end, String word) {
        if (end - at < word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            byte b = body[at + i];
            if ((b >= 'A' && b <= 'Z' ? b + 32 : b) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
