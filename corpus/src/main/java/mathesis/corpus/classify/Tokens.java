package mathesis.corpus.classify;

import java.nio.charset.StandardCharsets;

/// What fastText takes for words: runs of bytes between seven characters of white space. It knows no Unicode: an
/// ideographic space is part of a word.
public final class Tokens {
    /// The token that a newline yields. It ends the line, wherever it stands.
    public static final String END_OF_LINE = "</s>";
    /// Tokens that start so are labels, unless the dictionary says otherwise.
    public static final String LABEL_PREFIX = "__label__";

    static final int HASH_SEED = 0x811C9DC5;
    static final int HASH_PRIME = 0x01000193;

    private static final byte[] END = END_OF_LINE.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LABEL = LABEL_PREFIX.getBytes(StandardCharsets.US_ASCII);

    private Tokens() {}

    /// Whether a byte ends a word: space, tab, newline, vertical tab, form feed, carriage return, NUL.
    public static boolean isSpace(byte b) {
        return b == ' ' || b >= '\t' && b <= '\r' || b == 0;
    }

    /// FNV-1a of 32 bits as fastText computes it, which differs from the standard one where a byte is 128 or more: the
    /// byte is sign-extended.
    public static int hash(byte[] text, int from, int to) {
        int h = HASH_SEED;
        for (int i = from; i < to; i++) {
            h = (h ^ text[i]) * HASH_PRIME;
        }
        return h;
    }

    public static boolean isLabel(byte[] text, int from, int to) {
        return to - from >= LABEL.length && matches(LABEL, text, from);
    }

    static boolean isEndOfLine(byte[] text, int from, int to) {
        return to - from == END.length && matches(END, text, from);
    }

    static byte[] endOfLine() {
        return END.clone();
    }

    private static boolean matches(byte[] expected, byte[] text, int from) {
        for (int i = 0; i < expected.length; i++) {
            if (text[from + i] != expected[i]) {
                return false;
            }
        }
        return true;
    }
}
