package mathesis.engine.tokenizer;

/// UTF-8 with the replacement rules of Rust's `from_utf8_lossy`, which differ from the JDK's for surrogates: every
/// longest prefix of a valid character becomes one U+FFFD.
final class Utf8 {
    static final char REPLACEMENT = '\uFFFD';
    /// What [#length] gives for a valid beginning that the end of the bytes cuts off.
    static final int CUT_OFF = 0;

    private Utf8() {}

    /// Bytes of the valid character at `at`, or minus the number of bytes that are malformed there, or [#CUT_OFF].
    static int length(byte[] bytes, int at, int to) {
        int first = bytes[at] & 0xFF;
        int length = lengthByFirst(first);
        int low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
        int high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
        for (int k = 1; k < length; k++) {
            if (at + k == to) {
                return CUT_OFF;
            }
            int next = bytes[at + k] & 0xFF;
            if (next < low || next > high) {
                return -k;
            }
            low = 0x80;
            high = 0xBF;
        }
        return length;
    }

    private static int lengthByFirst(int first) {
        if (first < 0x80) {
            return 1;
        }
        if (first < 0xC2 || first > 0xF4) {
            return -1;
        }
        return first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    }

    static String decode(byte[] bytes, int from, int to) {
        var text = new char[to - from];
        int size = 0;
        for (int at = from; at < to; ) {
            int length = length(bytes, at, to);
            if (length == 1) {
                text[size++] = (char) bytes[at];
            } else if (length > 1) {
                size += Character.toChars(codePoint(bytes, at, length), text, size);
            } else {
                text[size++] = REPLACEMENT;
            }
            at += length == CUT_OFF ? to - at : Math.abs(length);
        }
        return new String(text, 0, size);
    }

    private static int codePoint(byte[] bytes, int at, int length) {
        int codePoint = bytes[at] & 0xFF >> length + 1;
        for (int k = 1; k < length; k++) {
            codePoint = codePoint << 6 | bytes[at + k] & 0x3F;
        }
        return codePoint;
    }

    /// Index of the unfinished character at the end, or `to`.
    static int endOfWhole(byte[] bytes, int from, int to) {
        for (int at = Math.max(from, to - 3); at < to; at++) {
            if (lengthByFirst(bytes[at] & 0xFF) > 1 && length(bytes, at, to) == CUT_OFF) {
                return at;
            }
        }
        return to;
    }

    static byte[] encode(String text) {
        var bytes = new byte[3 * text.length()];
        int size = 0;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            size += encode(codePoint, bytes, size);
            i += Character.charCount(codePoint);
        }
        return java.util.Arrays.copyOf(bytes, size);
    }

    /// Writes one code point and returns how many bytes that took. A lone surrogate is written as U+FFFD.
    static int encode(int codePoint, byte[] into, int at) {
        if (codePoint < 0x80) {
            into[at] = (byte) codePoint;
            return 1;
        }
        if (codePoint < 0x800) {
            into[at] = (byte) (0xC0 | codePoint >> 6);
            into[at + 1] = (byte) (0x80 | codePoint & 0x3F);
            return 2;
        }
        if (codePoint < 0x10000) {
            int c = codePoint >= 0xD800 && codePoint < 0xE000 ? REPLACEMENT : codePoint;
            into[at] = (byte) (0xE0 | c >> 12);
            into[at + 1] = (byte) (0x80 | c >> 6 & 0x3F);
            into[at + 2] = (byte) (0x80 | c & 0x3F);
            return 3;
        }
        into[at] = (byte) (0xF0 | codePoint >> 18);
        into[at + 1] = (byte) (0x80 | codePoint >> 12 & 0x3F);
        into[at + 2] = (byte) (0x80 | codePoint >> 6 & 0x3F);
        into[at + 3] = (byte) (0x80 | codePoint & 0x3F);
        return 4;
    }
}
