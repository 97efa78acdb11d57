package mathesis.reward.answer;

import java.util.Optional;

/// A whole answer that is one number: its value, whether a percent sign follows, and the units.
record Quantity(Rational value, boolean percent, Units units) {
    private static final String[] PERCENT = {"%", "percent", "percentage", "pct"};
    private static final String[] CURRENCIES = {"US$", "USD", "$", "\u20ac", "\u00a3", "\u00a5", "\u20b9"};

    /// Reads an answer that [AnswerText#clean] has been over; nothing when it is not exactly one number.
    static Optional<Quantity> parse(String clean) {
        int at = afterVariable(clean);
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
        var value = reader.read();
        if (value.isEmpty()) {
            return Optional.empty();
        }
        return withTail(negative ? value.get().negate() : value.get(), clean.substring(reader.position()), currency);
    }

    private static Optional<Quantity> withTail(Rational value, String tail, String currency) {
        var stripped = tail.stripLeading();
        for (var sign : PERCENT) {
            boolean ends = stripped.length() == sign.length() || stripped.startsWith(sign + " ");
            if (stripped.startsWith(sign) && ends) {
                return Units.parse(stripped.substring(sign.length()), currency)
                        .map(units -> new Quantity(value, true, units));
            }
        }
        return Units.parse(tail, currency.startsWith("US") ? "$" : currency)
                .map(units -> new Quantity(value, false, units));
    }

    /// Skips `x =` in front of a number: one or two letters and an equals sign.
    private static int afterVariable(String text) {
        int letters = 0;
        while (letters < text.length() && letters < 3 && Character.isLetter(text.charAt(letters))) {
            letters++;
        }
        int equals = skipSpaces(text, letters);
        boolean assigned = letters > 0 && letters < 3 && equals < text.length() && text.charAt(equals) == '=';
        return assigned ? skipSpaces(text, equals + 1) : 0;
    }

    private static String currencyAt(String text, int at) {
        for (var currency : CURRENCIES) {
            if (text.startsWith(currency, at)) {
                return currency;
            }
        }
        return "";
    }

    private static int skipSpaces(String text, int at) {
        int next = at;
        while (next < text.length() && text.charAt(next) == ' ') {
            next++;
        }
        return next;
    }
}
