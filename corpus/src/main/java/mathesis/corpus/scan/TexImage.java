package mathesis.corpus.scan;

/// Tells images of formulas from others.
final class TexImage {
    private static final int MOST_ADDRESS_BYTES = 128;

    private TexImage() {}

    /// Classes that tools give to formulas: `tex`, `latex`, `math` and words made of them.
    static boolean isClass(byte[] page, Attribute value) {
        return Ascii.contains(page, value.from(), value.to(), "tex")
                        && !Ascii.contains(page, value.from(), value.to(), "text")
                || Ascii.contains(page, value.from(), value.to(), "math");
    }

    /// Addresses of services that draw TeX, by their beginning: the rest may be megabytes of `data:`.
    static boolean isAddress(byte[] page, Attribute value) {
        int to = Math.min(value.to(), value.from() + MOST_ADDRESS_BYTES);
        return Ascii.contains(page, value.from(), to, "latex")
                || Ascii.contains(page, value.from(), to, "codecogs")
                || Ascii.contains(page, value.from(), to, "mimetex")
                || Ascii.contains(page, value.from(), to, "mathtex");
    }

    /// Text that begins with `$` or holds a TeX command, `^{` or `_{`.
    static boolean isTex(byte[] page, Attribute value) {
        int last = value.to() - 1;
        if (value.from() < last && page[value.from()] == '$') {
            return true;
        }
        for (int at = value.from(); at < last; at++) {
            byte next = page[at + 1];
            if (page[at] == '\\' && Ascii.isLetter(next) || (page[at] == '^' || page[at] == '_') && next == '{') {
                return true;
            }
        }
        return false;
    }
}
