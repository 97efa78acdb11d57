package mathesis.corpus.warc;

import java.nio.charset.StandardCharsets;

/// Where in a stretch of bytes a record may start.
final class RecordStart {
    /// No such place.
    static final int NONE = -1;

    private static final byte[] MAGIC = ascii("warc/");
    private static final byte[][] FIRST_NAMES = {ascii("warc-"), ascii("content-")};
    private static final byte[][] ARC_SCHEMES = {ascii("http://"), ascii("https://"), ascii("filedesc://")};
    /// Longest version line and beginning of a field's name.
    private static final int WARC_WINDOW = 64;
    private static final int ARC_WINDOW = 4096;

    private RecordStart() {}

    /// Bytes from which a start can be told without doubt.
    static int window(boolean arc) {
        return arc ? ARC_WINDOW : WARC_WINDOW;
    }

    /// Whether a WARC record's version line begins here, by its first bytes.
    static boolean isWarc(byte[] bytes, int at, int end) {
        return matches(MAGIC, bytes, at, end) == MAGIC.length;
    }

    /// Whether a record may start here, by the first bytes alone.
    static boolean mayStart(byte[] bytes, int at, int end, boolean arc) {
        return isWarc(bytes, at, end) || arc && isArcPrefix(bytes, at, end);
    }

    /// Whether a line of an ARC archive begins here: URL, address, date of 14 digits, type, length.
    static boolean isArc(byte[] bytes, int at, int end) {
        for (byte[] scheme : ARC_SCHEMES) {
            if (matches(scheme, bytes, at, end) == scheme.length) {
                return arcLineEnd(bytes, at, end) != NONE;
            }
        }
        return false;
    }

    /// The index of the line's feed, where the line is one of ARC.
    static int arcLineEnd(byte[] bytes, int at, int end) {
        int feed = at;
        int limit = Math.min(end, at + ARC_WINDOW);
        while (feed < limit && bytes[feed] != '\n') {
            feed++;
        }
        if (feed == limit) {
            return NONE;
        }
        return ArcHead.isLine(new String(bytes, at, feed - at, StandardCharsets.ISO_8859_1)) ? feed : NONE;
    }

    /// The first place from which a record starts, by a version line and a field's name or by a line of ARC, or where
    /// one might start if more bytes came; NONE where there is none.
    ///
    /// @param complete whether no byte comes after `end`
    static int find(byte[] bytes, int from, int end, boolean arc, boolean complete) {
        int window = window(arc);
        for (int at = from; at < end; at++) {
            int b = bytes[at];
            if (b == 'W' || b == 'w') {
                int certainty = warc(bytes, at, end);
                if (certainty > 0 || certainty == 0 && !complete) {
                    return at;
                }
            } else if (arc && (b == 'h' || b == 'f') && (at == 0 || bytes[at - 1] == '\n')) {
                boolean undecided = !complete && end - at < window && isArcPrefix(bytes, at, end);
                if (undecided || isArc(bytes, at, end)) {
                    return at;
                }
            }
        }
        return NONE;
    }

    private static boolean isArcPrefix(byte[] bytes, int at, int end) {
        for (byte[] scheme : ARC_SCHEMES) {
            int matched = matches(scheme, bytes, at, end);
            if (matched == scheme.length || at + matched == end) {
                return true;
            }
        }
        return false;
    }

    /// 1 where a WARC record starts, -1 where none does, 0 where the bytes end too early to tell.
    private static int warc(byte[] bytes, int start, int end) {
        int matched = matches(MAGIC, bytes, start, end);
        int at = start + matched;
        if (matched < MAGIC.length) {
            return at == end ? 0 : -1;
        }
        int lineEnd = at;
        int limit = Math.min(end, start + WARC_WINDOW / 2);
        while (lineEnd < limit && bytes[lineEnd] != '\n') {
            byte b = bytes[lineEnd++];
            if (!(b >= '0' && b <= '9' || b == '.' || b == ' ' || b == '\t' || b == '\r')) {
                return -1;
            }
        }
        if (lineEnd == limit) {
            return limit == end && end - start < WARC_WINDOW / 2 ? 0 : -1;
        }
        for (byte[] name : FIRST_NAMES) {
            int same = matches(name, bytes, lineEnd + 1, end);
            if (same == name.length) {
                return 1;
            }
            if (lineEnd + 1 + same == end) {
                return 0;
            }
        }
        return -1;
    }

    /// How many bytes of a word in small letters stand here, in letters of either size.
    private static int matches(byte[] word, byte[] bytes, int at, int end) {
        int i = 0;
        while (i < word.length && at + i < end && lower(bytes[at + i]) == word[i]) {
            i++;
        }
        return i;
    }

    private static byte lower(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
    }

    private static byte[] ascii(String word) {
        return word.getBytes(StandardCharsets.ISO_8859_1);
    }
}
