package mathesis.reward.expression;

import java.math.BigInteger;
import mathesis.reward.expression.Expression.Number;

/// The value of a number as the [Lexer] spells it: `12`, `.5`, `0.1(6)`, `1.5e-7`.
final class Numerals {
    private static final int LARGEST_EXPONENT = 400;

    private Numerals() {}

    static Number parse(String spelling) {
        int e = spelling.indexOf('e');
        if (e >= 0) {
            var mantissa = parse(spelling.substring(0, e));
            int exponent = Integer.parseInt(spelling.substring(e + 1));
            if (Math.abs(exponent) > LARGEST_EXPONENT) {
                throw new Budget.Exceeded("number too large");
            }
            return Number.of(mantissa.value().shifted(exponent));
        }
        int period = spelling.indexOf('(');
        return period < 0 ? decimal(spelling) : repeating(spelling, period);
    }

    private static Number decimal(String spelling) {
        int point = spelling.indexOf('.');
        if (point < 0) {
            return Number.of(new Rational(whole(spelling), BigInteger.ONE));
        }
        int places = spelling.length() - point - 1;
        var digits = spelling.substring(0, point) + spelling.substring(point + 1);
        return new Number(new Rational(whole(digits), BigInteger.ONE).shifted(-places), places);
    }

    /// An exact fraction, so no decimal in the sense of a rounded one.
    private static Number repeating(String spelling, int period) {
        var start = decimal(spelling.substring(0, period));
        int places = Math.max(0, start.places());
        var digits = spelling.substring(period + 1, spelling.length() - 1);
        var nines = BigInteger.TEN.pow(digits.length()).subtract(BigInteger.ONE);
        var tail = new Rational(whole(digits), nines).shifted(-places);
        return Number.of(start.value().plus(tail));
    }

    private static BigInteger whole(String digits) {
        if (digits.length() > LARGEST_EXPONENT) {
            throw new Budget.Exceeded("number too large");
        }
        return digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits);
    }
}
