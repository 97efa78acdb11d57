package mathesis.corpus.shard;

/// What UTF-8 asks of a string.
public final class Utf8 {
    private Utf8() {}

    /// Number of bytes that a string takes; half a surrogate pair counts as U+FFFD, which replaces it.
    public static int length(String text) {
        int bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                bytes += c < 0x800 ? 1 : 2; // a pair is two chars and four bytes
                i += pair ? 1 : 0;
            }
        }
        return bytes;
    }

    /// The same text with U+FFFD for each half of a surrogate pair.
    static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return repaired(text);
            }
        }
        return text;
    }

    private static String repaired(String text) {
        return text.codePoints()
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xfffd : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
