package mathesis.corpus.language;

/// The words of a text: formulas, code, addresses, digits and marks are left out, since they look alike in every
/// language.
final class Prose {
    /// Characters of the text that are looked through.
    private static final int WINDOW = 8_000;
    /// What is given: so many pieces of so many characters, spread evenly. 450 letters tell a language as surely as
    /// 1,000 and in half the time; in one piece they may all be a table of names.
    private static final int PIECES = 3;
    private static final int PIECE = 150;

    private final String text;
    private final StringBuilder words = new StringBuilder();

    private Prose(String text) {
        this.text = text;
    }

    /// Words of the text with single spaces between them.
    static String of(String text) {
        var prose = new Prose(text.length() > WINDOW ? text.substring(0, WINDOW) : text);
        prose.read();
        return sample(prose.words);
    }

    private static String sample(StringBuilder words) {
        if (words.length() <= PIECES * PIECE) {
            return words.toString();
        }
        var sample = new StringBuilder();
        for (int i = 0; i < PIECES; i++) {
            int start = afterSpace(words, i * (words.length() - PIECE) / (PIECES - 1));
            sample.append(words, start, Math.min(words.length(), start + PIECE)).append(' ');
        }
        return sample.toString();
    }

    /// The beginning of a word at most 20 characters on; Chinese has none and begins anywhere.
    private static int afterSpace(StringBuilder words, int from) {
        for (int i = from; i > 0 && i < Math.min(words.length(), from + 20); i++) {
            if (words.charAt(i - 1) == ' ') {
                return i;
            }
        }
        return from;
    }

    private void read() {
        for (int i = 0; i < text.length(); ) {
            int end = skipped(i);
            if (end > i) {
                gap();
                i = end;
            } else {
                i = word(i);
            }
        }
    }

    /// The end of a formula, of code, of a command or of an address that begins there; the place itself if none does.
    private int skipped(int i) {
        return switch (text.charAt(i)) {
            case '$' -> text.startsWith("$$", i) ? closed(i, "$$", "$$", 5000) : closed(i, "$", "$", 300);
            case '`' -> text.startsWith("```", i) ? closed(i, "```", "```", WINDOW) : closed(i, "`", "`", 300);
            case '\\' -> command(i);
            case 'h', 'w' -> address(i);
            default -> i;
        };
    }

    /// From an opening to a closing mark at most that far away; without one only the mark is left out.
    private int closed(int i, String open, String close, int farthest) {
        int start = i + open.length();
        int end = text.indexOf(close, start, Math.min(text.length(), start + farthest));
        return end < 0 ? start : end + close.length();
    }

    private int command(int i) {
        if (text.startsWith("\\(", i)) {
            return closed(i, "\\(", "\\)", 2000);
        }
        if (text.startsWith("\\[", i)) {
            return closed(i, "\\[", "\\]", 5000);
        }
        if (text.startsWith("\\begin{", i)) {
            return closed(i, "\\begin{", "\\end{", 5000);
        }
        int end = i + 1;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private int address(int i) {
        boolean begins = i == 0 || !Character.isLetterOrDigit(text.charAt(i - 1));
        if (!begins
                || !(text.startsWith("http://", i) || text.startsWith("https://", i) || text.startsWith("www.", i))) {
            return i;
        }
        int end = i;
        while (end < text.length() && text.charAt(end) > ' ') {
            end++;
        }
        return end;
    }

    private int word(int i) {
        int c = text.codePointAt(i);
        if (Character.isLetter(c) || isMark(c)) {
            words.appendCodePoint(c);
        } else {
            gap();
        }
        return i + Character.charCount(c);
    }

    /// Vowel signs of Indic scripts, and the apostrophe within words.
    private boolean isMark(int c) {
        int type = Character.getType(c);
        boolean combines = type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
        boolean apostrophe = c == '\'' || c == 0x2019;
        return (combines || apostrophe) && !words.isEmpty() && words.charAt(words.length() - 1) != ' ';
    }

    private void gap() {
        if (!words.isEmpty() && words.charAt(words.length() - 1) != ' ') {
            words.append(' ');
        }
    }
}
