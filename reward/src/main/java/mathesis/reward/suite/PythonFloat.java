package mathesis.reward.suite;

import java.util.OptionalDouble;

/// What Python's `float()` makes of a text: decimals, exponents, `inf` and `nan`, underscores between digits; nothing
/// that only Java reads as a number.
final class PythonFloat {
    private PythonFloat() {}

    static OptionalDouble parse(String text) {
        var bare = text.strip();
        var unsigned = bare.startsWith("-") || bare.startsWith("+") ? bare.substring(1) : bare;
        double sign = bare.startsWith("-") ? -1 : 1;
        return switch (unsigned.toLowerCase(java.util.Locale.ROOT)) {
            case "inf", "infinity" -> OptionalDouble.of(sign * Double.POSITIVE_INFINITY);
            case "nan" -> OptionalDouble.of(Double.NaN);
            default ->
                isDecimal(unsigned)
                        ? OptionalDouble.of(sign * Double.parseDouble(unsigned.replace("_", "")))
                        : OptionalDouble.empty();
        };
    }

    private static boolean isDecimal(String text) {
        int at = digits(text, 0);
        int count = at;
        if (at < text.length() && text.charAt(at) == '.') {
            int end = digits(text, at + 1);
            count += end - at - 1;
            at = end;
        }
        if (count == 0) {
            return false;
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            int sign = at + 1 < text.length() && "+-".indexOf(text.charAt(at + 1)) >= 0 ? at + 2 : at + 1;
            int end = digits(text, sign);
            at = end > sign ? end : at;
        }
        return at == text.length();
    }

    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length()
                && (isDigit(text, at)
                        || text.charAt(at) == '_' && at > from && isDigit(text, at - 1) && isDigit(text, at + 1))) {
            at++;
        }
        return at;
    }

    private static boolean isDigit(String text, int at) {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }
}
