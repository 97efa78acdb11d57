package mathesis.reward.answer;

/// The few questions that scanners ask of a text. They read it by single characters only, so that a test can count
/// what a scan looks at.
final class Characters {
    private Characters() {}

    static boolean startsWith(CharSequence text, int at, String wanted) {
        if (at < 0 || at + wanted.length() > text.length()) {
            return false;
        }
        for (int i = 0; i < wanted.length(); i++) {
            if (text.charAt(at + i) != wanted.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// The same without regard to case; `wanted` is in lower case.
    static boolean startsWithAnyCase(CharSequence text, int at, String wanted) {
        if (at < 0 || at + wanted.length() > text.length()) {
            return false;
        }
        for (int i = 0; i < wanted.length(); i++) {
            char c = text.charAt(at + i);
            if (c != wanted.charAt(i) && Character.toLowerCase(c) != wanted.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// Whether the text holds this anywhere. The virtual machine looks through strings many characters at a time, so
    /// that a mark which is absent costs next to nothing.
    static boolean contains(CharSequence text, String wanted) {
        return text instanceof String string ? string.contains(wanted) : indexOf(text, wanted, 0) < text.length();
    }

    /// Where `wanted` starts for the last time before `end`, or -1.
    static int lastIndexOf(CharSequence text, String wanted, int end) {
        char first = wanted.charAt(0);
        for (int i = end - wanted.length(); i >= 0; i--) {
            if (text.charAt(i) == first && startsWith(text, i, wanted)) {
                return i;
            }
        }
        return -1;
    }

    /// Where `wanted` starts for the first time from `from` on, or the text's length.
    static int indexOf(CharSequence text, String wanted, int from) {
        if (text instanceof String string) {
            int at = string.indexOf(wanted, from);
            return at < 0 ? text.length() : at;
        }
        char first = wanted.charAt(0);
        for (int i = from; i <= text.length() - wanted.length(); i++) {
            if (text.charAt(i) == first && startsWith(text, i, wanted)) {
                return i;
            }
        }
        return text.length();
    }

    /// The first place from `at` on that holds none of these characters.
    static int skip(CharSequence text, int at, String characters) {
        int next = at;
        while (next < text.length() && characters.indexOf(text.charAt(next)) >= 0) {
            next++;
        }
        return next;
    }

    static int skipSpaces(CharSequence text, int at) {
        return skip(text, at, " ");
    }

    /// The last place before `end` whose predecessor is none of these characters.
    static int skipBack(CharSequence text, int end, String characters) {
        int next = end;
        while (next > 0 && characters.indexOf(text.charAt(next - 1)) >= 0) {
            next--;
        }
        return next;
    }

    /// The character there, or NUL outside the text.
    static char at(CharSequence text, int at) {
        return at >= 0 && at < text.length() ? text.charAt(at) : '\0';
    }

    static boolean isDigit(CharSequence text, int at) {
        return isDigit(at(text, at));
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isAsciiLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    /// The end of the run of ASCII letters that starts here.
    static int endOfWord(CharSequence text, int at) {
        int end = at;
        while (isAsciiLetter(at(text, end))) {
            end++;
        }
        return end;
    }

    static boolean isBlank(CharSequence text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Character.isWhitespace(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /// The piece without the white space round it.
    static String strip(CharSequence text, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return text.subSequence(start, end).toString();
    }

    /// Where the brace that opens at `open` closes, or -1; braces behind a backslash do not count.
    static int closing(CharSequence text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '\\' -> i++;
                case '{' -> depth++;
                case '}' -> {
                    if (--depth == 0) {
                        return i;
                    }
                }
                default -> {}
            }
        }
        return -1;
    }
}
