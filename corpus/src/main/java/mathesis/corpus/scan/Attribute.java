package mathesis.corpus.scan;

/// The value of one attribute, as a range of the page's bytes. Reusable, for one thread.
final class Attribute {
    private int from;
    private int to;

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /// Looks for an attribute between the name and the end of a tag; where it is absent, the range is empty.
    boolean find(byte[] page, int tagFrom, int tagTo, String name) {
        int at = tagFrom;
        while (at < tagTo) {
            while (at < tagTo && (Ascii.isWhite(page[at]) || page[at] == '/')) {
                at++;
            }
            int nameFrom = at;
            while (at < tagTo && !Ascii.isWhite(page[at]) && page[at] != '=' && page[at] != '/') {
                at++;
            }
            int nameTo = at;
            at = value(page, at, tagTo);
            if (nameTo - nameFrom == name.length() && Ascii.startsWith(page, nameFrom, nameTo, name)) {
                return true;
            }
        }
        from = tagTo;
        to = tagTo;
        return false;
    }

    /// Sets the range to the value that follows a name, empty where none does; returns the index after it.
    private int value(byte[] page, int afterName, int tagTo) {
        int at = white(page, afterName, tagTo);
        if (at == tagTo || page[at] != '=') {
            from = afterName;
            to = afterName;
            return at;
        }
        at = white(page, at + 1, tagTo);
        if (at < tagTo && (page[at] == '"' || page[at] == '\'')) {
            from = at + 1;
            to = Swar.indexOf(page, from, tagTo, page[at]);
            return Math.min(to + 1, tagTo);
        }
        from = at;
        while (at < tagTo && !Ascii.isWhite(page[at])) {
            at++;
        }
        to = at;
        return at;
    }

    private static int white(byte[] page, int from, int to) {
        int at = from;
        while (at < to && Ascii.isWhite(page[at])) {
            at++;
        }
        return at;
    }
}
