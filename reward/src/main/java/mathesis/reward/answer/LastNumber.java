package mathesis.reward.answer;

import java.util.List;
import java.util.Optional;
import mathesis.reward.equivalence.NumberReader;
import mathesis.reward.equivalence.UnitWords;
import mathesis.reward.equivalence.Units;

/// Finds the last number of running text. When that number is entangled in an expression (`x^2`, `4\sqrt{2}`, `2+3`,
/// `5x`) there is no answer, rather than a part of one.
final class LastNumber {
    private static final int LONGEST_WORD = 20;
    /// So far before the last digit the last number may begin; more than any number that can be read.
    private static final int WINDOW = 1000;

    private static final List<String> HARMLESS =
            List.of("\\text", "\\mathrm", "\\quad", "\\qquad", "\\approx", "\\circ", "\\degree", "\\end");

    private LastNumber() {}

    static Optional<String> in(String text) {
        int lastDigit = text.length() - 1;
        while (lastDigit >= 0 && !isDigit(text, lastDigit)) {
            lastDigit--;
        }
        Optional<String> last = Optional.empty();
        for (int i = Math.max(0, lastDigit - WINDOW); i <= lastDigit; ) {
            if (!isStart(text, i)) {
                i++;
                continue;
            }
            var reader = new NumberReader(text, i, true);
            boolean wellFormed = reader.read().isPresent();
            int end = Math.max(reader.position(), i + 1);
            last = wellFormed ? standalone(text, i, end) : Optional.empty();
            i = afterDigits(text, end);
        }
        return last;
    }

    private static boolean isStart(String text, int i) {
        char c = text.charAt(i);
        return c >= '0' && c <= '9' || c == '.' && isDigit(text, i + 1) || NumberReader.fractionCommand(text, i) > 0;
    }

    private static int afterDigits(String text, int end) {
        int next = end;
        while (isDigit(text, next)) {
            next++;
        }
        return next;
    }

    /// The number with its sign, currency and percent sign, if nothing makes it part of something else.
    private static Optional<String> standalone(String text, int start, int end) {
        int first = start;
        boolean negative = false;
        while (first > 0 && "-+$\u2212\u20ac\u00a3\u00a5".indexOf(text.charAt(first - 1)) >= 0) {
            first--;
            negative |= text.charAt(first) == '-' || text.charAt(first) == '\u2212';
        }
        if (boundBefore(text, first) || boundAfter(text, end)) {
            return Optional.empty();
        }
        int close = text.startsWith("%", end) ? end + 1 : text.startsWith("\\%", end) ? end + 2 : end;
        return Optional.of((negative ? "-" : "") + text.substring(start, close));
    }

    private static boolean boundBefore(String text, int first) {
        int before = text.startsWith("**", first - 2) ? first - 3 : first - 1; // bold
        if (before < 0) {
            return false;
        }
        char touching = text.charAt(before);
        if (isAsciiLetterOrDigit(touching) || "{}^_)/".indexOf(touching) >= 0) {
            return true;
        }
        if (".,:".indexOf(touching) >= 0 && before > 0 && isDigit(text, before - 1)) {
            return true;
        }
        while (before >= 0 && text.charAt(before) == ' ') {
            before--;
        }
        return before >= 0 && "+-\u2212*/^\u00d7\u00f7".indexOf(text.charAt(before)) >= 0;
    }

    private static boolean boundAfter(String text, int end) {
        if (end >= text.length() || text.startsWith("**", end)) {
            return false;
        }
        char touching = text.charAt(end);
        return switch (touching) {
            case '{', '}', '^', '_', '!', '/', '*', '+', '(', '\u00b2', '\u00b3' -> true;
            case ':', ',', '-' -> isDigit(text, end + 1);
            case '\\' -> isFactor(text, end);
            default -> boundByWord(text, end);
        };
    }

    /// Whether the command here multiplies the number: `\pi` does, `\text` and `\)` do not.
    private static boolean isFactor(String text, int command) {
        boolean named = command + 1 < text.length() && isAsciiLetterOrDigit(text.charAt(command + 1));
        return named && HARMLESS.stream().noneMatch(name -> text.startsWith(name, command));
    }

    /// Whether the word that touches the number is no unit, or the word after a space changes its value.
    private static boolean boundByWord(String text, int end) {
        int from = end;
        while (from < text.length() && text.charAt(from) == ' ') {
            from++;
        }
        int to = from;
        while (to < text.length() && to - from < LONGEST_WORD && isWordCharacter(text.charAt(to))) {
            to++;
        }
        var word = text.substring(from, to);
        return from > end
                ? UnitWords.scales(word)
                : !word.isEmpty() && Units.parse(word, "").isEmpty();
    }

    private static boolean isWordCharacter(char c) {
        return isAsciiLetterOrDigit(c) || c == '\u00b2' || c == '\u00b3';
    }

    private static boolean isAsciiLetterOrDigit(char c) {
        return c < 128 && Character.isLetterOrDigit(c);
    }

    private static boolean isDigit(String text, int i) {
        return i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
}
