package mathesis.reward.equivalence;

/// Full-width forms of ASCII characters, as typed in Chinese text, and their plain ones.
final class PlainForms {
    private static final char FIRST = '\uff01';
    private static final char LAST = '\uff5e';

    private PlainForms() {}

    static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isFullWidth(text.charAt(i))) {
                return folded(text);
            }
        }
        return text;
    }

    private static String folded(String text) {
        var out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(isFullWidth(c) ? (char) (c - FIRST + '!') : c);
        }
        return out.toString();
    }

    private static boolean isFullWidth(char c) {
        return c >= FIRST && c <= LAST;
    }
}
