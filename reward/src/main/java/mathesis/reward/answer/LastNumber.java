package mathesis.reward.answer;

import static mathesis.reward.answer.Characters.isAsciiLetter;
import static mathesis.reward.answer.Characters.isDigit;
import static mathesis.reward.answer.Characters.startsWith;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds the last number of running text. When that number is entangled in an expression (`x^2`, `4\sqrt{2}`, `2+3`,
/// `5x`) there is no answer, rather than a part of one.
final class LastNumber {
    private static final int LONGEST_WORD = 12;
    private static final String SIGNS = "-+$\u2212\u20ac\u00a3\u00a5";

    private static final List<String> HARMLESS =
            List.of("\\text", "\\mathrm", "\\quad", "\\qquad", "\\approx", "\\circ", "\\degree", "\\end");
    /// Words that change the number before them and so are part of it.
    private static final Set<String> SCALES =
            Set.of("hundred", "thousand", "million", "billion", "trillion", "dozen", "percent", "pct", "percentage");
    /// Letters that may touch a number without being a factor of it.
    private static final Set<String> UNITS = Set.of(
            "m", "cm", "mm", "km", "dm", "g", "kg", "mg", "s", "h", "hr", "l", "ml", "lb", "oz", "ft", "in", "st", "nd",
            "rd", "th", "am", "pm", "hours", "minutes", "miles", "dollars", "cents", "years", "days", "degrees");

    private LastNumber() {}

    /// The last number, if it stands by itself.
    static Optional<Found> in(CharSequence text) {
        int last = lastDigit(text);
        return last < 0 ? Optional.empty() : NumberSpan.endingAt(text, last).flatMap(span -> standalone(text, span));
    }

    /// The last number whatever stands round it, as evaluations of final numbers take it.
    static Optional<Found> anywhere(CharSequence text) {
        int last = lastDigit(text);
        if (last < 0) {
            return Optional.empty();
        }
        var span = NumberSpan.endingAt(text, last).orElseGet(() -> digits(text, last));
        return Optional.of(signed(text, span, span.end()));
    }

    static int lastDigit(CharSequence text) {
        int last = text.length() - 1;
        while (last >= 0 && !isDigit(text, last)) {
            last--;
        }
        return last;
    }

    private static NumberSpan digits(CharSequence text, int last) {
        int start = last;
        while (isDigit(text, start - 1)) {
            start--;
        }
        return new NumberSpan(start, last + 1);
    }

    /// The number with its sign, currency and percent sign, if nothing makes it part of something else.
    private static Optional<Found> standalone(CharSequence text, NumberSpan span) {
        int first = Characters.skipBack(text, span.start(), SIGNS);
        boolean listed = isList(text, span);
        if (listed || boundBefore(text, first) || boundAfter(text, span.end())) {
            return Optional.empty();
        }
        return Optional.of(signed(text, span, afterScale(text, span.end())));
    }

    private static Found signed(CharSequence text, NumberSpan span, int end) {
        int first = Characters.skipBack(text, span.start(), SIGNS);
        boolean negative = false;
        for (int i = first; i < span.start(); i++) {
            negative |= text.charAt(i) == '-' || text.charAt(i) == '\u2212';
        }
        boolean subtracted = negative && (isDigit(text, first - 1) || isAsciiLetter(Characters.at(text, first - 1)));
        return new Found(first, (negative && !subtracted ? "-" : "") + text.subSequence(span.start(), end));
    }

    /// The end of a percent sign or of a word that scales the number.
    private static int afterScale(CharSequence text, int end) {
        int at = Characters.skipSpaces(text, end);
        if (startsWith(text, at, "%")) {
            return at + 1;
        }
        if (startsWith(text, at, "\\%")) {
            return at + 2;
        }
        int word = Characters.endOfWord(text, at);
        boolean scales = word - at <= LONGEST_WORD
                && SCALES.contains(text.subSequence(at, word).toString());
        return scales ? word : end;
    }

    /// Whether commas part several numbers here, or thousands in no known way: what is meant then is not one number.
    private static boolean isList(CharSequence text, NumberSpan span) {
        int commas = 0;
        boolean grouped = true;
        int end = span.end();
        for (int i = span.end() - 1; i >= span.start(); i--) {
            char c = text.charAt(i);
            if (c == '.') {
                end = i;
            } else if (c == ',') {
                boolean braced = Characters.at(text, i + 1) == '}';
                grouped &= end - i - 1 - (braced ? 1 : 0) == 3;
                commas++;
                end = braced ? i - 1 : i;
            }
        }
        boolean inBrackets = "([{".indexOf(Characters.at(text, span.start() - 1)) >= 0;
        return commas > 0 && (inBrackets || !grouped && commas > 1);
    }

    private static boolean boundBefore(CharSequence text, int first) {
        int before = startsWith(text, first - 2, "**") ? first - 3 : first - 1; // bold
        if (before < 0) {
            return false;
        }
        char touching = text.charAt(before);
        if (isWrapped(text, before)) {
            return false;
        }
        if (isAsciiLetter(touching) || isDigit(touching) || "{}^_)/".indexOf(touching) >= 0) {
            return true;
        }
        if (".,:".indexOf(touching) >= 0 && isDigit(text, before - 1)) {
            return true;
        }
        int at = Characters.skipBack(text, before + 1, " ") - 1;
        return at >= 0 && "+-\u2212*/^\u00d7\u00f7".indexOf(text.charAt(at)) >= 0;
    }

    /// Whether the brace here belongs to a change of font.
    private static boolean isWrapped(CharSequence text, int brace) {
        return Characters.at(text, brace) == '{'
                && (startsWith(text, brace - 5, "\\text")
                        || startsWith(text, brace - 7, "\\textbf")
                        || startsWith(text, brace - 7, "\\mathbf")
                        || startsWith(text, brace - 7, "\\mathrm"));
    }

    private static boolean boundAfter(CharSequence text, int end) {
        if (end >= text.length() || startsWith(text, end, "**")) {
            return false;
        }
        return switch (text.charAt(end)) {
            case '{', '^', '_', '!', '/', '*', '+', '(', '\u00b2', '\u00b3' -> true;
            case '}' -> false; // where it closes no wrapper, what stands before the number binds it
            case ':', ',', '-' -> isDigit(text, end + 1);
            case '\\' -> isFactor(text, end);
            default -> boundByLetters(text, end);
        };
    }

    /// Whether the command here multiplies the number: `\pi` does, `\text` and `\)` do not.
    private static boolean isFactor(CharSequence text, int command) {
        return isAsciiLetter(Characters.at(text, command + 1))
                && HARMLESS.stream().noneMatch(name -> startsWith(text, command, name));
    }

    private static boolean boundByLetters(CharSequence text, int end) {
        int word = Characters.endOfWord(text, end);
        return word > end
                && (word - end > LONGEST_WORD
                        || !UNITS.contains(text.subSequence(end, word).toString()));
    }
}
