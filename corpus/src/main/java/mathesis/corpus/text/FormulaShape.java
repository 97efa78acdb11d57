package mathesis.corpus.text;

/// What a formula looks like, for text between delimiters that may not be meant as such.
final class FormulaShape {
    private static final int MAX_CAREFUL = 500;
    private static final int MAX_WORDLESS = 60;
    private static final int LONG_WORD = 4;
    private static final String SIGNS = "\\^_{}=<>+*";

    private FormulaShape() {}

    /// Holds a sign of TeX or of arithmetic, or letters that are no words, as `n!` does.
    static boolean isLikely(CharSequence text, int start, int end) {
        return hasSign(text, start, end) || (end - start <= MAX_WORDLESS && isWordless(text, start, end));
    }

    private static boolean hasSign(CharSequence text, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (SIGNS.indexOf(c) >= 0 || isMathematicalSymbol(c)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isMathematicalSymbol(char c) {
        return (c >= '\u0391' && c <= '\u03c9') || (c >= '\u2190' && c <= '\u22ff');
    }

    private static boolean isWordless(CharSequence text, int start, int end) {
        int run = 0;
        boolean letters = false;
        for (int i = start; i < end; i++) {
            run = Character.isLetter(text.charAt(i)) ? run + 1 : 0;
            if (run == LONG_WORD) {
                return false;
            }
            letters |= run > 0;
        }
        return letters;
    }

    private static boolean isNumber(CharSequence text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (!Character.isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /// Whether single dollars at `start - 1` and `end` enclose a formula and are no sums of money and no
    /// variables of programs: no white space inside them, no letter or digit outside, nothing but what a
    /// formula is made of between.
    static boolean isBetweenDollars(CharSequence text, int start, int end) {
        if (end <= start || end - start > MAX_CAREFUL) {
            return false;
        }
        char before = start >= 2 ? text.charAt(start - 2) : ' ';
        char after = end + 1 < text.length() ? text.charAt(end + 1) : ' ';
        return !touches(before)
                && !touches(after)
                && !Whitespace.is(text.charAt(start))
                && !Whitespace.is(text.charAt(end - 1))
                && (isLikely(text, start, end) || isNumber(text, start, end))
                && !isProse(text, start, end);
    }

    private static boolean touches(char c) {
        return Character.isLetterOrDigit(c) || c == '$' || c == '\\' || c == '_';
    }

    /// Two long words in a row, none of them a TeX command or within braces, or a line's end.
    private static boolean isProse(CharSequence text, int start, int end) {
        int braces = 0;
        int letters = 0;
        int longWords = 0;
        boolean command = false;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c == Whitespace.LINE_SEPARATOR) {
                return true;
            }
            if (Character.isLetter(c)) {
                letters++;
                if (letters == LONG_WORD && !command && braces == 0 && ++longWords == 2) {
                    return true;
                }
                continue;
            }
            longWords = Whitespace.is(c) || letters >= LONG_WORD && !command ? longWords : 0;
            letters = 0;
            command = c == '\\';
            braces += c == '{' ? 1 : c == '}' ? -1 : 0;
        }
        return false;
    }
}
