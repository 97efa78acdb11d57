package mathesis.reward.equivalence;

import java.util.List;
import java.util.Optional;
import mathesis.reward.expression.Rational;

/// A whole answer that is one number.
///
/// @param variable the x of "x = 5"; empty where the number stands alone
/// @param value    without regard to a percent sign
/// @param percent  whether a percent sign or word follows
/// @param units    the words after it, and a currency or percent sign
public record Quantity(String variable, Rational value, boolean percent, Units units) {
    private static final int LONGEST_VARIABLE = 2;
    private static final List<String> PERCENT = List.of("%", "percent", "percentage", "pct");
    private static final List<String> CURRENCIES = List.of("US$", "USD", "$", "\u20ac", "\u00a3", "\u00a5", "\u20b9");

    /// Reads an answer that [AnswerText#clean] has been over; nothing when it is not exactly one number.
    public static Optional<Quantity> parse(String clean) {
        int at = afterVariable(clean);
        var variable = at == 0 ? "" : clean.substring(0, clean.indexOf('=')).strip();
        boolean negative = false;
        boolean signed = false;
        var currency = "";
        for (; at < clean.length(); at = skipSpaces(clean, at)) {
            char c = clean.charAt(at);
            if (!signed && (c == '-' || c == '+')) {
                signed = true;
                negative = c == '-';
                at++;
            } else if (currency.isEmpty() && !currencyAt(clean, at).isEmpty()) {
                currency = currencyAt(clean, at);
                at += currency.length();
            } else {
                break;
            }
        }
        var reader = new NumberReader(clean, at, false);
        var magnitude = reader.read();
        if (magnitude.isEmpty()) {
            return Optional.empty();
        }
        var value = negative ? magnitude.get().negate() : magnitude.get();
        return withTail(variable, value, clean.substring(reader.position()), currency);
    }

    private static Optional<Quantity> withTail(String variable, Rational value, String tail, String currency) {
        var stripped = tail.stripLeading();
        for (var sign : PERCENT) {
            if (stripped.equals(sign) || stripped.startsWith(sign + " ")) {
                return Units.parse(stripped.substring(sign.length()), "%")
                        .filter(_ -> currency.isEmpty())
                        .map(units -> new Quantity(variable, value, true, units));
            }
        }
        return Units.parse(tail, currency).map(units -> new Quantity(variable, value, false, units));
    }

    /// Where the number starts after `x =`: one or two letters and an equals sign; 0 when there is none.
    private static int afterVariable(String text) {
        int letters = 0;
        while (letters < text.length() && Character.isLetter(text.charAt(letters)) && letters <= LONGEST_VARIABLE) {
            letters++;
        }
        int equals = skipSpaces(text, letters);
        boolean assigned =
                letters > 0 && letters <= LONGEST_VARIABLE && equals < text.length() && text.charAt(equals) == '=';
        return assigned ? skipSpaces(text, equals + 1) : 0;
    }

    private static String currencyAt(String text, int at) {
        return CURRENCIES.stream()
                .filter(currency -> text.startsWith(currency, at))
                .findFirst()
                .orElse("");
    }

    private static int skipSpaces(String text, int at) {
        int next = at;
        while (next < text.length() && text.charAt(next) == ' ') {
            next++;
        }
        return next;
    }
}
