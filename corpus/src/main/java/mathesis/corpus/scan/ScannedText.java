package mathesis.corpus.scan;

/// Text under construction: UTF-8 in one line, single spaces between words, none at its beginning.
///
/// Whatever is appended comes from the page and takes at most as many bytes as it took there, so that a buffer as long
/// as the page always holds it.
final class ScannedText {
    private static final long LESS = Swar.all('<');
    private static final long AMPERSANDS = Swar.all('&');
    private static final long BACKSLASHES = Swar.all('\\');
    private static final long DOLLARS = Swar.all('$');
    private static final long SPACES = Swar.all(' ');
    /// The first byte of a no-break space, and of no letter after U+00BF.
    private static final long LATIN_1_SIGNS = Swar.all(0xc2);

    private byte[] bytes = new byte[1 << 16];
    private int length;
    private int most;
    private int inlineDelimiters;
    private int displayDelimiters;
    private int texCommands;

    /// Begins anew, for a page of so many bytes.
    void reset(int pageBytes, int mostBytes) {
        most = mostBytes;
        int needed = Math.min(pageBytes, mostBytes) + 2 * Swar.WIDTH;
        if (bytes.length < needed) {
            bytes = new byte[Math.max(needed, Math.min(2 * bytes.length, mostBytes + 2 * Swar.WIDTH))];
        }
        length = 0;
        inlineDelimiters = 0;
        displayDelimiters = 0;
        texCommands = 0;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    int inlineDelimiters() {
        return inlineDelimiters;
    }

    int displayDelimiters() {
        return displayDelimiters;
    }

    int texCommands() {
        return texCommands;
    }

    boolean full() {
        return length >= most;
    }

    /// Ends a word, if one is under way.
    void space() {
        int at = length;
        bytes[at] = ' ';
        length = at + (at > 0 && bytes[at - 1] != ' ' ? 1 : 0);
    }

    /// Drops the last space, and where the text is full what may be half a character.
    void finish() {
        if (full()) {
            length = wholeCharacters(bytes, most);
        }
        if (length > 0 && bytes[length - 1] == ' ') {
            length--;
        }
    }

    private static int wholeCharacters(byte[] utf8, int end) {
        int lead = end - 1;
        while (lead > 0 && end - lead < 4 && utf8[lead] >> 6 == -2) {
            lead--;
        }
        int width = utf8[lead] >> 5 == -2 ? 2 : utf8[lead] >> 4 == -2 ? 3 : utf8[lead] >> 3 == -2 ? 4 : 1;
        return lead + width > end ? lead : end;
    }

    /// Appends text of the page up to the next `<`, or all of it where `markup` is false: then `<` and `&` mean
    /// themselves. Returns the index of the first byte not appended.
    int append(byte[] page, int from, int to, boolean markup) {
        int at = from;
        while (at < to && !full()) {
            at = plain(page, at, to);
            if (at == to || full()) {
                return at;
            }
            byte next = page[at];
            if (next == '<') {
                if (markup) {
                    return at;
                }
                at = one(page, at);
            } else if (Ascii.isWhite(next)) {
                space();
                at = afterWhite(page, at + 1, to);
            } else if (next == '&' && markup) {
                at = reference(page, at, to);
            } else if (next == (byte) 0xc2 && at + 1 < to && page[at + 1] == (byte) 0xa0) {
                space();
                at += 2;
            } else {
                at = sign(page, at, to);
            }
        }
        return at;
    }

    private static int afterWhite(byte[] page, int from, int to) {
        int at = from;
        while (at < to && Ascii.isWhite(page[at])) {
            at++;
        }
        return at;
    }

    /// Appends as far as no byte needs thought: neither markup nor a sign of TeX nor white space but single spaces.
    private int plain(byte[] page, int from, int to) {
        var out = bytes;
        int end = length;
        int at = from;
        long carry = end == 0 || out[end - 1] == ' ' ? 0x80 : 0;
        int last = to - Swar.WIDTH;
        while (at <= last && end < most) {
            long eight = Swar.load(page, at);
            long white = Swar.atMost(eight, ' ');
            long space = Swar.equal(eight, SPACES);
            long stop = white & ~space
                    | space & (space << 8 | carry)
                    | Swar.firstEqual(eight, LESS)
                    | Swar.firstEqual(eight, AMPERSANDS)
                    | Swar.firstEqual(eight, BACKSLASHES)
                    | Swar.firstEqual(eight, DOLLARS)
                    | Swar.firstEqual(eight, LATIN_1_SIGNS);
            Swar.store(out, end, eight);
            int good = Swar.first(stop);
            end += good;
            at += good;
            if (good < Swar.WIDTH) {
                length = end;
                return at;
            }
            carry = space >>> 56;
        }
        length = end;
        return at > last ? rest(page, at, to) : at;
    }

    /// The same byte by byte, for the last few.
    private int rest(byte[] page, int from, int to) {
        int at = from;
        while (at < to && !full()) {
            byte next = page[at];
            if (Ascii.isWhite(next)
                    || next == '<'
                    || next == '&'
                    || next == '\\'
                    || next == '$'
                    || next == (byte) 0xc2) {
                return at;
            }
            at = one(page, at);
        }
        return at;
    }

    private int one(byte[] page, int at) {
        bytes[length++] = page[at];
        return at + 1;
    }

    /// Counts what begins with a backslash or a dollar sign.
    private int sign(byte[] page, int at, int to) {
        byte second = at + 1 < to ? page[at + 1] : 0;
        if (page[at] == '$') {
            displayDelimiters += second == '$' ? 1 : 0;
            return second == '$' ? one(page, one(page, at)) : one(page, at);
        }
        if (page[at] == '\\') {
            inlineDelimiters += second == '(' ? 1 : 0;
            displayDelimiters += second == '[' ? 1 : 0;
            texCommands += Ascii.isLetter(second) && at + 2 < to && Ascii.isLetter(page[at + 2]) ? 1 : 0;
        }
        return one(page, at);
    }

    private int reference(byte[] page, int at, int to) {
        long read = CharacterReferences.read(page, at, to);
        if (read == CharacterReferences.NONE) {
            return one(page, at);
        }
        int codePoint = CharacterReferences.codePoint(read);
        if (codePoint == ' ') {
            space();
        } else {
            length = CharacterReferences.encode(codePoint, bytes, length);
        }
        return CharacterReferences.end(read);
    }
}
