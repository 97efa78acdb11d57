package mathesis.corpus.scan;

/// Kinds of bytes, as HTML's syntax knows them.
final class Ascii {
    private Ascii() {}

    static boolean isLetter(byte b) {
        int lower = b | 0x20;
        return lower >= 'a' && lower <= 'z';
    }

    static boolean isLetterOrDigit(byte b) {
        return isLetter(b) || b >= '0' && b <= '9';
    }

    static boolean isWhite(byte b) {
        return (b & 0xff) <= ' ';
    }

    /// Whether the bytes from `at` on are this lower-case word, in upper or lower case.
    static boolean startsWith(byte[] in, int at, int to, String lowerCase) {
        if (at < 0 || to - at < lowerCase.length()) {
            return false;
        }
        for (int i = 0; i < lowerCase.length(); i++) {
            int b = in[at + i];
            if ((b >= 'A' && b <= 'Z' ? b | 0x20 : b) != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// Whether the range holds this lower-case word, in upper or lower case.
    static boolean contains(byte[] in, int from, int to, String lowerCase) {
        for (int at = from; at <= to - lowerCase.length(); at++) {
            if (startsWith(in, at, to, lowerCase)) {
                return true;
            }
        }
        return false;
    }
}
