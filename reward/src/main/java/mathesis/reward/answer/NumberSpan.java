package mathesis.reward.answer;

import static mathesis.reward.answer.Characters.isAsciiLetter;
import static mathesis.reward.answer.Characters.isDigit;
import static mathesis.reward.answer.Characters.startsWith;

import java.util.Optional;

/// Where a number lies in running text, read backwards from its last digit: `1,234.5`, `1{,}234`, `3/4`,
/// `\frac{3}{4}`, `1.2e3`, `1.2 \times 10^{3}`. Its value is not looked at.
///
/// @param start without sign or currency
/// @param end   after its last character
record NumberSpan(int start, int end) {
    private static final int LONGEST = 1000;
    private static final String[] WRAPPERS = {"\\text", "\\textbf", "\\mathbf", "\\mathrm", "\\bf", "\\boxed", "\\fbox"
    };
    private static final String[] TIMES = {"\\times", "\\cdot", "*", "x", "\u00d7"};

    /// The number whose last digit stands at `last`; nothing when that digit belongs to something else.
    static Optional<NumberSpan> endingAt(CharSequence text, int last) {
        int brace = Characters.skipSpaces(text, last + 1);
        if (Characters.at(text, brace) == '}') {
            return braced(text, last, brace);
        }
        int start = decimalStart(text, last);
        if (Characters.at(text, start - 1) == '^') {
            return powerOfTen(text, start - 1, last + 1);
        }
        if (Characters.at(text, start - 1) == '/' && isDigit(text, start - 2)) {
            int numerator = decimalStart(text, start - 2);
            return Optional.of(new NumberSpan(numerator, last + 1));
        }
        int command = fractionCommandBefore(text, start);
        if (command >= 0) {
            return Optional.of(new NumberSpan(command, last + 1)).filter(_ -> last - start == 1);
        }
        int mantissa = mantissaBefore(text, start);
        return Optional.of(new NumberSpan(mantissa, last + 1));
    }

    /// A number in braces: the denominator of a fraction, an exponent of ten, or text in another font.
    private static Optional<NumberSpan> braced(CharSequence text, int last, int close) {
        int start = decimalStart(text, last);
        int open = Characters.skipBack(text, start, " -") - 1;
        if (Characters.at(text, open) != '{') {
            return Optional.empty();
        }
        if (Characters.at(text, open - 1) == '^') {
            return powerOfTen(text, open - 1, close + 1);
        }
        if (Characters.at(text, open - 1) == '}') {
            return fraction(text, open - 2, close + 1);
        }
        for (var wrapper : WRAPPERS) {
            if (startsWith(text, open - wrapper.length(), wrapper)) {
                return Optional.of(new NumberSpan(start, last + 1));
            }
        }
        return Optional.empty();
    }

    /// The fraction whose numerator ends at `last`.
    private static Optional<NumberSpan> fraction(CharSequence text, int last, int end) {
        int digit = Characters.skipBack(text, last + 1, " ") - 1;
        if (!isDigit(text, digit)) {
            return Optional.empty();
        }
        int open = Characters.skipBack(text, decimalStart(text, digit), " -") - 1;
        int command = Characters.at(text, open) == '{' ? fractionCommandBefore(text, open) : -1;
        return command < 0 ? Optional.empty() : Optional.of(new NumberSpan(mixedStart(text, command), end));
    }

    /// The whole number of `1\frac{1}{2}`, or the fraction itself where there is none.
    private static int mixedStart(CharSequence text, int command) {
        int digit = Characters.skipBack(text, command, " ") - 1;
        return isDigit(text, digit) ? decimalStart(text, digit) : command;
    }

    private static int fractionCommandBefore(CharSequence text, int end) {
        int name = Characters.skipBack(text, end, " ") - "frac".length();
        if (!startsWith(text, name, "frac")) {
            return -1;
        }
        int sized = "dtc".indexOf(Characters.at(text, name - 1)) >= 0 ? 1 : 0;
        return Characters.at(text, name - sized - 1) == '\\' ? name - sized - 1 : -1;
    }

    /// `a \times 10^n`, where the circumflex stands at `power`.
    private static Optional<NumberSpan> powerOfTen(CharSequence text, int power, int end) {
        boolean ten = startsWith(text, power - 2, "10") && !isDigit(text, power - 3);
        if (!ten) {
            return Optional.empty();
        }
        int before = Characters.skipBack(text, power - 2, " ");
        for (var times : TIMES) {
            if (startsWith(text, before - times.length(), times)) {
                int mantissa = Characters.skipBack(text, before - times.length(), " ") - 1;
                return isDigit(text, mantissa)
                        ? Optional.of(new NumberSpan(decimalStart(text, mantissa), end))
                        : Optional.empty();
            }
        }
        return Optional.of(new NumberSpan(power - 2, end));
    }

    /// Where the number starts that has its exponent at `exponent`: `1.2e-3`; `exponent` itself where there is no `e`.
    private static int mantissaBefore(CharSequence text, int exponent) {
        char sign = Characters.at(text, exponent - 1);
        int e = sign == '-' || sign == '+' ? exponent - 2 : exponent - 1;
        boolean scientific = (Characters.at(text, e) == 'e' || Characters.at(text, e) == 'E') && isDigit(text, e - 1);
        return scientific ? decimalStart(text, e - 1) : exponent;
    }

    /// Where the digits start that end at `last`, with points and separators of thousands between them.
    private static int decimalStart(CharSequence text, int last) {
        int start = last;
        while (last - start < LONGEST) {
            char c = Characters.at(text, start - 1);
            if (isDigit(c)) {
                start--;
            } else if (c == '.') {
                boolean pointOfOne = !isDigit(text, start - 2);
                if (pointOfOne && (isAsciiLetter(Characters.at(text, start - 2)) || !isDigit(text, start))) {
                    return start;
                }
                start -= 1;
            } else if (c == ',' && isDigit(text, start - 2)) {
                start -= 1;
            } else if (startsWith(text, start - 3, "{,}") && isDigit(text, start - 4)) {
                start -= 3;
            } else {
                return start;
            }
        }
        return start;
    }
}
