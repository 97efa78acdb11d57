package mathesis.corpus.words;

/// What a character is to a text that is read as words.
///
/// Letters and digits of one run are a word, in lower case; an ideograph or a kana is a word by itself; a backslash
/// with the ASCII letters that follow it is one (a TeX command); everything else separates. The operators
/// `+ - = < > ^ _ * /` and Unicode's mathematical symbols separate too or are words of their own, as [Symbols] says;
/// several equal ones in a row are one word. Full-width forms count as their ASCII twins.
final class Characters {
    /// What a character does. A byte table of ASCII holds a letter's or digit's lower case instead of a class.
    static final byte SEPARATOR = 0;

    static final byte BACKSLASH = -1;
    static final byte SYMBOL = -2;
    static final byte NOT_ASCII = -3;
    static final byte LETTER = 1;
    static final byte IDEOGRAPH = 2;

    private static final String OPERATORS = "+-=<>^_*/";
    private static final int FULL_WIDTH_FIRST = 0xFF01;
    private static final int FULL_WIDTH_LAST = 0xFF5E;
    private static final int FULL_WIDTH_SHIFT = 0xFEE0;
    private static final int KANA_FIRST = 0x3041;
    private static final int KANA_LAST = 0x30FF;
    private static final int SMALL_KANA_FIRST = 0x31F0;
    private static final int SMALL_KANA_LAST = 0x31FF;
    private static final int NARROW_KANA_FIRST = 0xFF66;
    private static final int NARROW_KANA_LAST = 0xFF9D;

    private Characters() {}

    /// The class of each byte of UTF-8, or the lower case of an ASCII letter or digit.
    static byte[] table(Symbols symbols) {
        var table = new byte[256];
        for (int c = 0; c < table.length; c++) {
            table[c] = c >= 0x80 ? NOT_ASCII : ascii(c, symbols);
        }
        return table;
    }

    private static byte ascii(int c, Symbols symbols) {
        if (c < 0x80 && Character.isLetterOrDigit(c)) {
            return (byte) Character.toLowerCase(c);
        }
        if (c == '\\') {
            return BACKSLASH;
        }
        return symbols == Symbols.ARE_WORDS && OPERATORS.indexOf(c) >= 0 ? SYMBOL : SEPARATOR;
    }

    /// The character that stands for this one in a word: in lower case, ASCII where it is only a wider form of it.
    static int folded(int c) {
        int narrow = c >= FULL_WIDTH_FIRST && c <= FULL_WIDTH_LAST ? c - FULL_WIDTH_SHIFT : c;
        return Character.toLowerCase(narrow);
    }

    /// The class of a folded character. A folded backslash separates: full-width ones begin no TeX command.
    static byte kind(int folded, Symbols symbols) {
        if (Character.isIdeographic(folded) || isKana(folded)) {
            return IDEOGRAPH;
        }
        return switch (Character.getType(folded)) {
            case Character.LOWERCASE_LETTER,
                    Character.UPPERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.DECIMAL_DIGIT_NUMBER,
                    Character.LETTER_NUMBER,
                    Character.OTHER_NUMBER,
                    Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK -> LETTER;
            case Character.MATH_SYMBOL -> symbol(symbols);
            default -> folded < 0x80 && OPERATORS.indexOf(folded) >= 0 ? symbol(symbols) : SEPARATOR;
        };
    }

    private static byte symbol(Symbols symbols) {
        return symbols == Symbols.ARE_WORDS ? SYMBOL : SEPARATOR;
    }

    private static boolean isKana(int c) {
        return c >= KANA_FIRST
                && (c <= KANA_LAST && Character.isLetter(c)
                        || c >= SMALL_KANA_FIRST && c <= SMALL_KANA_LAST
                        || c >= NARROW_KANA_FIRST && c <= NARROW_KANA_LAST && Character.isLetter(c));
    }
}
