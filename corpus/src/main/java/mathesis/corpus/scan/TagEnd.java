package mathesis.corpus.scan;

/// Finds the `>` that ends a tag, past quoted values.
///
/// A quote opens a value where `=` stands before it, with nothing but white space between; any other quote is a letter
/// like others, as in `<p don't>`.
final class TagEnd {
    private static final long GREATER = Swar.all('>');
    private static final long EQUALS = Swar.all('=');
    private static final long DOUBLE_QUOTES = Swar.all('"');
    private static final long SINGLE_QUOTES = Swar.all('\'');

    private TagEnd() {}

    /// Index of the `>`; the page's length where the tag never ends.
    static int find(byte[] page, int from) {
        long inside = 0; // all bytes where the one before is within a value
        long equals = 0; // the first byte where the one before is a `=`
        for (int at = from; at <= page.length - Swar.WIDTH; at += Swar.WIDTH) {
            long eight = Swar.load(page, at);
            long quotes = Swar.equal(eight, DOUBLE_QUOTES);
            long within = Swar.runningParity(quotes) ^ inside;
            long after = Swar.equal(eight, EQUALS);
            long strange = quotes & within & ~(after << 8 | equals) | Swar.equal(eight, SINGLE_QUOTES) & ~within;
            long end = Swar.equal(eight, GREATER) & ~within;
            if ((end | strange) != 0) {
                return (end & Swar.before(strange)) != 0 ? at + Swar.first(end) : carefully(page, from);
            }
            inside = within >> 63 & Swar.HIGHS;
            equals = after >>> 56;
        }
        return carefully(page, from);
    }

    /// The same for tags with other quotes than `="`, and for the last bytes of a page.
    private static int carefully(byte[] page, int from) {
        int at = from;
        while (true) {
            at = greaterOrQuote(page, at);
            if (at == page.length || page[at] == '>') {
                return at;
            }
            at = opensValue(page, from, at)
                    ? Math.min(Swar.indexOf(page, at + 1, page.length, page[at]) + 1, page.length)
                    : at + 1;
        }
    }

    private static boolean opensValue(byte[] page, int from, int quote) {
        int at = quote - 1;
        while (at > from && Ascii.isWhite(page[at])) {
            at--;
        }
        return at >= from && page[at] == '=';
    }

    private static int greaterOrQuote(byte[] page, int from) {
        int at = from;
        for (; at <= page.length - Swar.WIDTH; at += Swar.WIDTH) {
            long eight = Swar.load(page, at);
            long found = Swar.firstEqual(eight, GREATER)
                    | Swar.firstEqual(eight, DOUBLE_QUOTES)
                    | Swar.firstEqual(eight, SINGLE_QUOTES);
            if (found != 0) {
                return at + Swar.first(found);
            }
        }
        while (at < page.length && page[at] != '>' && page[at] != '"' && page[at] != '\'') {
            at++;
        }
        return at;
    }
}
