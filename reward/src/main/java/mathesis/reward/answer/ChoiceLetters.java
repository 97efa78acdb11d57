package mathesis.reward.answer;

import static mathesis.reward.answer.Characters.isAsciiLetter;
import static mathesis.reward.answer.Characters.startsWith;

import java.util.Optional;

/// Finds the letter of a choice: in a box, in the sentence that states the answer, at the start of the text, or else
/// the last one in parentheses. "I" is a word and not a choice.
final class ChoiceLetters {
    private static final char LAST_CHOICE = 'J';
    private static final String[] FONTS = {"\\text{", "\\textbf{", "\\mathbf{", "\\mathrm{", "\\mathbf{(", "\\textbf{("
    };

    private ChoiceLetters() {}

    static Optional<Found> last(CharSequence text) {
        return BoxScanner.last(text)
                .flatMap(box -> within(box.text(), box.start()))
                .or(() -> PhraseScanner.last(text).flatMap(said -> within(said.text(), said.start())))
                .or(() -> choiceWord(text))
                .or(() -> leading(text))
                .or(() -> inParentheses(text))
                .or(() -> alone(text));
    }

    /// The first letter of a statement that stands by itself.
    private static Optional<Found> within(String statement, int start) {
        for (int i = 0; i < statement.length(); i++) {
            if (isChoice(statement, i) && standsAlone(statement, i) && !isArticle(statement, i)) {
                return found(statement, i, start);
            }
        }
        return Optional.empty();
    }

    /// The letter after the last "choice" or "option".
    private static Optional<Found> choiceWord(CharSequence text) {
        for (int i = text.length() - 1; i >= 0; i--) {
            char c = text.charAt(i);
            int end = i + "choice".length();
            boolean named = (c == 'c' || c == 'C') && Characters.startsWithAnyCase(text, i, "choice")
                    || (c == 'o' || c == 'O') && Characters.startsWithAnyCase(text, i, "option");
            if (named) {
                int at = Characters.skip(text, end, " (*:$");
                if (at > end && isChoice(text, at) && standsAlone(text, at) && !isArticle(text, at)) {
                    return found(text, at, i);
                }
            }
        }
        return Optional.empty();
    }

    /// The letter that a text begins with: "D. it can't be A", "B\u4e0d\u662f A", "(C) 14", "C Cecile".
    static Optional<Found> leading(CharSequence text) {
        int at = 0;
        while (at < text.length() && (Character.isWhitespace(text.charAt(at)) || "*($".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        for (var font : FONTS) {
            at = startsWith(text, at, font) ? Characters.skip(text, at + font.length(), "( ") : at;
        }
        boolean letter = isChoice(text, at) && standsAlone(text, at) && !isArticle(text, at);
        return letter ? found(text, at, 0) : Optional.empty();
    }

    /// The letter that a statement begins with, if a parenthesis, a point or a colon marks it as a choice's.
    static Optional<String> marked(String statement) {
        var letter = leading(statement).map(Found::text);
        return letter.filter(c -> {
            int at = statement.indexOf(c.charAt(0));
            return at >= 0 && ").:}".indexOf(Characters.at(statement, at + 1)) >= 0 && at + 1 < statement.length();
        });
    }

    /// The last letter in parentheses.
    private static Optional<Found> inParentheses(CharSequence text) {
        for (int i = text.length() - 2; i > 0; i--) {
            if (text.charAt(i - 1) == '(' && text.charAt(i + 1) == ')' && isChoice(text, i)) {
                return found(text, i, i);
            }
        }
        return Optional.empty();
    }

    /// A letter that is all there is on the last line with text.
    private static Optional<Found> alone(CharSequence text) {
        int last = text.length() - 1;
        while (last >= 0 && (Character.isWhitespace(text.charAt(last)) || "*.$".indexOf(text.charAt(last)) >= 0)) {
            last--;
        }
        int before = Characters.skipBack(text, Math.max(last, 0), "*$ ");
        boolean alone = last >= 0 && isChoice(text, last) && (before == 0 || text.charAt(before - 1) == '\n');
        return alone ? found(text, last, last) : Optional.empty();
    }

    private static boolean isChoice(CharSequence text, int at) {
        char c = Characters.at(text, at);
        boolean inParentheses = Characters.at(text, at - 1) == '(' && Characters.at(text, at + 1) == ')';
        char upper = inParentheses ? Character.toUpperCase(c) : c;
        return upper >= 'A' && upper <= LAST_CHOICE && upper != 'I';
    }

    private static boolean standsAlone(CharSequence text, int at) {
        char before = Characters.at(text, at - 1);
        char after = Characters.at(text, at + 1);
        return !isWordPart(before)
                && !isWordPart(after)
                && before != '\\'
                && after != '\''
                && after != '='
                && after != '^';
    }

    private static boolean isWordPart(char c) {
        return isAsciiLetter(c) || Characters.isDigit(c) || c == '_' || c >= '\u00c0' && c < '\u2000';
    }

    /// "A" before a word in small letters is an article.
    private static boolean isArticle(CharSequence text, int at) {
        char next = Characters.at(text, at + 2);
        return text.charAt(at) == 'A' && Characters.at(text, at + 1) == ' ' && next >= 'a' && next <= 'z';
    }

    private static Optional<Found> found(CharSequence text, int letter, int start) {
        return Optional.of(new Found(start, String.valueOf(Character.toUpperCase(text.charAt(letter)))));
    }
}
