package mathesis.reward.suite;

import java.util.OptionalDouble;

/// The value of an expression without variables, in double precision: `+ - * / ^`, brackets and braces, `\frac`,
/// `\sqrt`, `\pi`, `\times`, `\cdot`. Only the reproduction of the paper's grader rounds like this; our own
/// comparison is exact.
final class DoubleExpression {
    private static final int LONGEST = 500;
    private static final int DEEPEST = 60;

    private final String text;
    private int at;
    private int depth;

    private DoubleExpression(String text) {
        this.text = text;
    }

    /// The value, or nothing where the text is more than such an expression or has no finite value.
    static OptionalDouble evaluate(String expression) {
        if (expression.length() > LONGEST) {
            return OptionalDouble.empty();
        }
        var reader = new DoubleExpression(expression.replace(" ", ""));
        double value = reader.sum();
        return reader.at == reader.text.length() && Double.isFinite(value)
                ? OptionalDouble.of(value)
                : OptionalDouble.empty();
    }

    private double sum() {
        if (++depth > DEEPEST) {
            return failed();
        }
        double value = product();
        while (peek('+') || peek('-')) {
            boolean minus = text.charAt(at++) == '-';
            double next = product();
            value += minus ? -next : next;
        }
        depth--;
        return value;
    }

    private double product() {
        double value = signed();
        while (at < text.length()) {
            if (take("\\times") || take("\\cdot") || peek('*') && !text.startsWith("**", at) && take("*")) {
                value *= signed();
            } else if (take("/")) {
                value /= signed();
            } else if (startsFactor()) {
                value *= power();
            } else {
                return value;
            }
        }
        return value;
    }

    private double signed() {
        if (++depth > DEEPEST) {
            return failed();
        }
        double value = take("-") ? -signed() : take("+") ? signed() : power();
        depth--;
        return value;
    }

    private double power() {
        double base = factor();
        return take("^") || take("**") ? Math.pow(base, exponent()) : base;
    }

    private double exponent() {
        return peek('-') ? signed() : factor();
    }

    private boolean startsFactor() {
        char c = text.charAt(at);
        return c == '(' || c == '{' || c == '\\' && !text.startsWith("\\)", at) || c >= '0' && c <= '9';
    }

    private double factor() {
        if (take("(")) {
            return closed(")");
        }
        if (take("{")) {
            return closed("}");
        }
        if (take("\\frac")) {
            double top = argument();
            return top / argument();
        }
        if (take("\\sqrt")) {
            return Math.sqrt(argument());
        }
        return take("\\pi") ? Math.PI : number();
    }

    private double closed(String close) {
        double value = sum();
        return take(close) ? value : failed();
    }

    private double argument() {
        return take("{") ? closed("}") : failed();
    }

    private double number() {
        int start = at;
        while (at < text.length() && (text.charAt(at) >= '0' && text.charAt(at) <= '9' || text.charAt(at) == '.')) {
            at++;
        }
        var value = PythonFloat.parse(text.substring(start, at));
        return value.isPresent() ? value.getAsDouble() : failed();
    }

    /// Ends reading: what is not a number makes the whole not one.
    private double failed() {
        at = text.length();
        return Double.NaN;
    }

    private boolean peek(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    private boolean take(String token) {
        boolean here = text.startsWith(token, at);
        at += here ? token.length() : 0;
        return here;
    }
}
