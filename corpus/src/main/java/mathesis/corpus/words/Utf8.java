package mathesis.corpus.words;

/// Single characters out of UTF-8 bytes that may be damaged: a byte that begins no character is U+FFFD by itself.
final class Utf8 {
    private static final int REPLACEMENT = 0xFFFD;
    private static final int[] LEAST = {0, 0, 0x80, 0x800, 0x10000};

    private Utf8() {}

    /// Bytes of the character that begins here; 1 where none does.
    static int length(byte[] utf8, int at, int to) {
        int lead = utf8[at] & 0xff;
        int length = lead < 0xc2 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 1;
        if (length > to - at) {
            return 1;
        }
        for (int i = 1; i < length; i++) {
            if ((utf8[at + i] & 0xc0) != 0x80) {
                return 1;
            }
        }
        return length == 1 || isCharacter(decoded(utf8, at, length), length) ? length : 1;
    }

    /// The character of so many bytes, as [#length] tells.
    static int character(byte[] utf8, int at, int length) {
        if (length == 1) {
            return utf8[at] >= 0 ? utf8[at] : REPLACEMENT;
        }
        return decoded(utf8, at, length);
    }

    private static int decoded(byte[] utf8, int at, int length) {
        int c = utf8[at] & 0xff >> length + 1;
        for (int i = 1; i < length; i++) {
            c = c << 6 | utf8[at + i] & 0x3f;
        }
        return c;
    }

    /// Overlong forms and halves of surrogate pairs are none.
    private static boolean isCharacter(int c, int length) {
        return c >= LEAST[length] && c <= Character.MAX_CODE_POINT && (c < 0xd800 || c > 0xdfff);
    }
}
