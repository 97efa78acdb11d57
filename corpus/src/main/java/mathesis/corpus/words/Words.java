package mathesis.corpus.words;

import java.util.ArrayList;
import java.util.List;

/// The words of a text as strings, one after the other: the plain way, for what is shown and for what is rare.
/// [WordScanner] is its fast twin.
public final class Words {
    private final Symbols symbols;

    public Words(Symbols symbols) {
        this.symbols = symbols;
    }

    /// A word and where it stands.
    ///
    /// @param text in lower case
    /// @param from index of its first character in the text, in UTF-16 units
    /// @param to   index after its last one
    public record Word(String text, int from, int to) {}

    /// Every word of a text.
    public List<Word> of(String text) {
        var words = new ArrayList<Word>();
        int at = 0;
        while (at < text.length()) {
            int end = endOfToken(text, at);
            if (kindAt(text, at) != Characters.SEPARATOR && !isLoneBackslash(text, at, end)) {
                words.add(new Word(folded(text, at, end), at, end));
            }
            at = end;
        }
        return words;
    }

    private static boolean isLoneBackslash(String text, int at, int end) {
        return text.charAt(at) == '\\' && end == at + 1;
    }

    private int endOfToken(String text, int at) {
        int first = text.codePointAt(at);
        int next = at + Character.charCount(first);
        return switch (kindAt(text, at)) {
            case Characters.BACKSLASH -> endOfRun(text, next, i -> isAsciiLetter(text.charAt(i)));
            case Characters.LETTER -> endOfRun(text, next, i -> kindAt(text, i) == Characters.LETTER);
            case Characters.SYMBOL ->
                endOfRun(text, next, i -> Characters.folded(text.codePointAt(i)) == Characters.folded(first));
            default -> next;
        };
    }

    private interface Belongs {
        boolean at(int index);
    }

    private static int endOfRun(String text, int from, Belongs belongs) {
        int end = from;
        while (end < text.length() && belongs.at(end)) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end;
    }

    private byte kindAt(String text, int at) {
        int c = text.codePointAt(at);
        return c == '\\' ? Characters.BACKSLASH : Characters.kind(Characters.folded(c), symbols);
    }

    private static boolean isAsciiLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    /// A run of one symbol is one word of one character.
    private String folded(String text, int from, int to) {
        var word = new StringBuilder();
        int limit = kindAt(text, from) == Characters.SYMBOL ? from + 1 : to;
        for (int i = from; i < limit; i += Character.charCount(text.codePointAt(i))) {
            word.appendCodePoint(Characters.folded(text.codePointAt(i)));
        }
        return word.toString();
    }
}
