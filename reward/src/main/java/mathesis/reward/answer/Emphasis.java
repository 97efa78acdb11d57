package mathesis.reward.answer;

/// Takes away what only surrounds an answer in running text: bold marks, quotes, and the sentence's punctuation.
final class Emphasis {
    private static final String OPENING = "*\"'`:\u201c\uff1a ";
    private static final String CLOSING = "*\"'`.,;:\u201d\u3002\uff0c ";

    private Emphasis() {}

    static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isMark(text, start, OPENING)) {
            start++;
        }
        while (end > start && isMark(text, end - 1, CLOSING)) {
            end--;
        }
        return text.substring(start, end);
    }

    /// A backslash before a quote is an escape that was not undone.
    private static boolean isMark(String text, int at, String marks) {
        char c = text.charAt(at);
        boolean escape = c == '\\' && "\"'".indexOf(Characters.at(text, at + 1)) >= 0;
        boolean prime = c == '\'' && at > 0 && Characters.isAsciiLetter(text.charAt(at - 1));
        return Character.isWhitespace(c) || escape || marks.indexOf(c) >= 0 && !prime && !thinSpace(text, at);
    }

    /// The comma of `\,` is no punctuation.
    private static boolean thinSpace(String text, int at) {
        return ",;:".indexOf(text.charAt(at)) >= 0 && at > 0 && text.charAt(at - 1) == '\\';
    }
}
