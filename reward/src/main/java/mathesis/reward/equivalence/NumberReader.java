package mathesis.reward.equivalence;

import java.math.BigInteger;
import java.util.Optional;
import mathesis.reward.expression.Rational;

/// Reads one unsigned number from a place in a text: `1,234.5`, `1 234`, `3/4`, `\frac{3}{4}`, `1 1/2`, `1.2e3`,
/// `1.2 \times 10^{3}`. One pass without backtracking over more than the number itself; digits and exponents are
/// bounded.
public final class NumberReader {
    /// Most digits of one number.
    static final int MOST_DIGITS = 400;
    /// Largest power of ten, either way.
    static final int LARGEST_EXPONENT = 400;

    private final String text;
    private final boolean prose;
    private int at;

    /// @param prose in running text, a space ends a number
    public NumberReader(String text, int at, boolean prose) {
        this.text = text;
        this.at = at;
        this.prose = prose;
    }

    /// The length of the fraction command at a place: `\frac` and its sizes; 0 where none stands.
    public static int fractionCommand(String text, int at) {
        if (at + 1 >= text.length() || text.charAt(at) != '\\') {
            return 0;
        }
        int sized = "dtc".indexOf(text.charAt(at + 1)) >= 0 ? 1 : 0;
        return text.startsWith("frac", at + 1 + sized) ? 5 + sized : 0;
    }

    /// Where reading has stopped.
    public int position() {
        return at;
    }

    /// The number here, or nothing where none begins or what begins is no well-formed number.
    public Optional<Rational> read() {
        int fraction = fractionCommand(text, at);
        if (fraction > 0) {
            at += fraction;
            return latexFraction();
        }
        return decimal().flatMap(this::continued);
    }

    /// What may follow digits: a power of ten, a denominator, or the fraction of a mixed number.
    private Optional<Rational> continued(Rational value) {
        if (peek() == '/' && startsNumber(at + 1)) {
            at++;
            return decimal().filter(divisor -> !divisor.equals(Rational.ZERO)).map(value::dividedBy);
        }
        return value.isWhole() && !prose && fractionFollows() ? mixed(value) : powerOfTen(value);
    }

    private boolean fractionFollows() {
        int next = skipSpaces(at);
        if (fractionCommand(text, next) > 0) {
            return true;
        }
        int end = next;
        while (isDigit(end)) {
            end++;
        }
        return next > at && end > next && end < text.length() && text.charAt(end) == '/' && isDigit(end + 1);
    }

    private Optional<Rational> mixed(Rational whole) {
        at = skipSpaces(at);
        return read().filter(part -> part.compareTo(Rational.ZERO) > 0 && part.compareTo(Rational.ONE) < 0)
                .map(whole::plus);
    }

    private Optional<Rational> latexFraction() {
        var top = braced();
        var bottom = top.isPresent() ? braced() : top;
        return bottom.filter(divisor -> !divisor.equals(Rational.ZERO))
                .map(divisor -> top.get().dividedBy(divisor));
    }

    /// One argument of `\frac`: a number in braces, or a single digit.
    private Optional<Rational> braced() {
        at = skipSpaces(at);
        if (isDigit(at)) {
            return Optional.of(Rational.of(text.charAt(at++) - '0'));
        }
        if (peek() != '{') {
            return Optional.empty();
        }
        at = skipSpaces(at + 1);
        boolean negative = peek() == '-';
        at = negative ? skipSpaces(at + 1) : at;
        var value = decimal();
        at = skipSpaces(at);
        boolean closed = peek() == '}';
        at++;
        return value.filter(_ -> closed).map(v -> negative ? v.negate() : v);
    }

    /// Digits with thousands separators and a decimal part.
    private Optional<Rational> decimal() {
        var digits = new StringBuilder();
        if (!whole(digits)) {
            return Optional.empty();
        }
        int fractionDigits = 0;
        if (peek() == '.' && isDigit(at + 1)) {
            int before = digits.length();
            at++;
            plainDigits(digits);
            fractionDigits = digits.length() - before;
        }
        if (digits.isEmpty() || digits.length() > MOST_DIGITS) {
            return Optional.empty();
        }
        return Optional.of(valueOf(digits).shifted(-fractionDigits));
    }

    private static Rational valueOf(StringBuilder digits) {
        return digits.length() <= 18
                ? Rational.of(Long.parseLong(digits, 0, digits.length(), 10))
                : new Rational(new BigInteger(digits.toString()), BigInteger.ONE);
    }

    /// The digits before the point; false when a comma stands where no thousands separator may.
    private boolean whole(StringBuilder digits) {
        plainDigits(digits);
        int length = digits.length();
        boolean mayGroup = length >= 1 && length <= 3 && digits.charAt(0) != '0';
        char separator = peek();
        if (mayGroup && (separator == ',' || separator == ' ' && !prose)) {
            while (peek() == separator && groupFollows()) {
                digits.append(text, at + 1, Math.min(at + 4, text.length()));
                at += 4;
            }
        }
        return peek() != ',' || !isDigit(at + 1);
    }

    /// Whether exactly three digits follow the separator here.
    private boolean groupFollows() {
        return isDigit(at + 1) && isDigit(at + 2) && isDigit(at + 3) && !isDigit(at + 4) && !isSlash(at + 4);
    }

    private boolean isSlash(int index) {
        return peek() == ' ' && index < text.length() && text.charAt(index) == '/';
    }

    /// Consumes the whole run of digits, and keeps one more than are allowed at most.
    private void plainDigits(StringBuilder digits) {
        while (isDigit(at)) {
            if (digits.length() <= MOST_DIGITS) {
                digits.append(text.charAt(at));
            }
            at++;
        }
    }

    private Optional<Rational> powerOfTen(Rational value) {
        int exponentAt = exponentStart();
        if (exponentAt < 0) {
            return Optional.of(value);
        }
        at = exponentAt;
        boolean braced = peek() == '{';
        at = braced ? at + 1 : at;
        boolean negative = peek() == '-';
        at = negative || peek() == '+' ? at + 1 : at;
        int exponent = 0;
        int first = at;
        for (; isDigit(at); at++) {
            exponent = Math.min(exponent * 10 + text.charAt(at) - '0', LARGEST_EXPONENT + 1);
        }
        boolean wellFormed = at > first && (!braced || peek() == '}') && exponent <= LARGEST_EXPONENT;
        at = braced ? at + 1 : at;
        return wellFormed ? Optional.of(value.shifted(negative ? -exponent : exponent)) : Optional.empty();
    }

    /// Where the exponent of `e3` or `\times 10^3` starts, or -1 when no power of ten follows.
    private int exponentStart() {
        char c = peek();
        if (c == 'e' || c == 'E') {
            int sign = at + 1 < text.length() && "+-".indexOf(text.charAt(at + 1)) >= 0 ? 1 : 0;
            return isDigit(at + 1 + sign) ? at + 1 : -1;
        }
        int next = skipSpaces(at);
        for (var times : new String[] {"*", "\u00d7", "x", "\\times", "\\cdot"}) {
            if (text.startsWith(times, next)) {
                int ten = skipSpaces(next + times.length());
                return text.startsWith("10^", ten) ? ten + 3 : -1;
            }
        }
        return -1;
    }

    private boolean startsNumber(int index) {
        return isDigit(index) || index < text.length() && text.charAt(index) == '.' && isDigit(index + 1);
    }

    private int skipSpaces(int index) {
        while (index < text.length() && text.charAt(index) == ' ') {
            index++;
        }
        return index;
    }

    private boolean isDigit(int index) {
        return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }
}
