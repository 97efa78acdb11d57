package mathesis.engine.tokenizer.jinja;

import java.math.BigDecimal;
import java.util.Set;

/// Python's numbers, with whole numbers of 64 bits: what does not fit is an error.
final class Numbers {
    private Numbers() {}

    static Long parseLong(Token token) {
        try {
            return Long.valueOf(token.text());
        } catch (NumberFormatException e) {
            throw TemplateException.at(token.line(), "number " + token.text() + " is too large");
        }
    }

    static boolean isNumber(Object value) {
        return value instanceof Long || value instanceof Double || value instanceof Boolean;
    }

    static double toDouble(Object number) {
        return number instanceof Double d ? d : toLong(number);
    }

    /// True and false count as 1 and 0.
    static long toLong(Object number) {
        return switch (number) {
            case Long l -> l;
            case Boolean b -> b ? 1 : 0;
            default -> throw new TemplateException(Values.typeName(number) + " is not a whole number");
        };
    }

    /// An index or count.
    static int toInt(Object number) {
        return (int) Math.clamp(toLong(number), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    static Object arithmetic(Object left, String operator, Object right) {
        try {
            return left instanceof Double || right instanceof Double || operator.equals("/")
                    ? real(toDouble(left), operator, toDouble(right))
                    : whole(toLong(left), operator, toLong(right));
        } catch (ArithmeticException e) {
            throw new TemplateException(left + " " + operator + " " + right + ": " + e.getMessage());
        }
    }

    private static Object whole(long a, String operator, long b) {
        return switch (operator) {
            case "+" -> Math.addExact(a, b);
            case "-" -> Math.subtractExact(a, b);
            case "*" -> Math.multiplyExact(a, b);
            case "//" -> Math.floorDiv(a, b);
            case "%" -> Math.floorMod(a, b);
            default -> power(a, b);
        };
    }

    private static Object power(long base, long exponent) {
        if (exponent < 0) {
            return Math.pow(base, exponent);
        }
        if (Math.abs(base) <= 1) {
            return exponent == 0 ? 1L : base == -1 && exponent % 2 == 0 ? 1L : base;
        }
        long result = 1;
        for (long i = 0; i < exponent; i++) { // overflows after 63 rounds at most
            result = Math.multiplyExact(result, base);
        }
        return result;
    }

    private static Object real(double a, String operator, double b) {
        if (b == 0 && Set.of("/", "//", "%").contains(operator)) {
            throw new ArithmeticException("division by zero");
        }
        return switch (operator) {
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            case "/" -> a / b;
            case "//" -> Math.floor(a / b);
            case "%" -> a - b * Math.floor(a / b);
            default -> Math.pow(a, b);
        };
    }

    /// Python's `repr` of a float: the shortest digits, an exponent from 1e16 and below 1e-4.
    static String format(double number) {
        if (Double.isNaN(number)) {
            return "nan";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "inf" : "-inf";
        }
        double size = Math.abs(number);
        if (size == 0 || size >= 1e-4 && size < 1e16) {
            var plain = new BigDecimal(Double.toString(number)).toPlainString();
            var text = plain.contains(".") ? plain : plain + ".0";
            return number == 0 && 1 / number < 0 ? "-0.0" : text;
        }
        var digits = Double.toString(number).split("E");
        int exponent = Integer.parseInt(digits[1]);
        var mantissa = digits[0].endsWith(".0") ? digits[0].substring(0, digits[0].length() - 2) : digits[0];
        return "%se%s%02d".formatted(mantissa, exponent < 0 ? "-" : "+", Math.abs(exponent));
    }
}
