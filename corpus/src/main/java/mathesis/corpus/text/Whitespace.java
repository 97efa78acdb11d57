package mathesis.corpus.text;

/// What counts as white space in pages. Invisible characters count as well: zero-width space, soft hyphen,
/// byte order mark.
final class Whitespace {
    /// Stands for `<br>` within a run of text.
    static final char LINE_SEPARATOR = '\u2028';

    private Whitespace() {}

    static boolean is(char c) {
        return c <= ' ' || (c > 0x7f && isUnicodeSpace(c));
    }

    private static boolean isUnicodeSpace(char c) {
        return c == '\u00a0'
                || c == LINE_SEPARATOR
                || c == '\u2029'
                || c == '\u3000'
                || c == '\u202f'
                || (c >= '\u2000' && c <= '\u200b')
                || c == '\u0085';
    }

    /// Characters that take no room at all.
    static boolean isInvisible(char c) {
        return c > 0x7f && (c == '\u00ad' || c == '\ufeff' || c == '\u200b' || c == '\u2060');
    }

    static boolean breaksLine(char c) {
        return c == '\n' || c == '\r' || c == LINE_SEPARATOR;
    }

    /// The text with one space for each run of white space, none at its ends.
    static String collapse(String text) {
        var collapsed = new StringBuilder(text.length());
        boolean space = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (is(c)) {
                space = true;
            } else if (!isInvisible(c)) {
                if (space && !collapsed.isEmpty()) {
                    collapsed.append(' ');
                }
                space = false;
                collapsed.append(c);
            }
        }
        return collapsed.toString();
    }
}
