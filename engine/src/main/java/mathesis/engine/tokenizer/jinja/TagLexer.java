package mathesis.engine.tokenizer.jinja;

import java.util.List;
import mathesis.engine.tokenizer.jinja.Token.Kind;

/// Cuts the inside of one tag into tokens.
final class TagLexer {
    private static final List<String> OPERATORS = List.of(
            "//", "**", "==", "!=", ">=", "<=", "+", "-", "/", "*", "%", "~", "[", "]", "(", ")", "{", "}", ">", "<",
            "=", ".", ":", "|", ",");

    private final String source;
    private final String close;
    private final List<Token> tokens;
    private int at;
    private int line;
    private int open;

    TagLexer(String source, int at, int line, String close, List<Token> tokens) {
        this.source = source;
        this.at = at;
        this.line = line;
        this.close = close;
        this.tokens = tokens;
    }

    /// Adds the tokens and returns where the closing sign starts, a `-` or `+` before it included.
    int run() {
        while (at < source.length()) {
            if (open == 0 && closes()) {
                return at;
            }
            char c = source.charAt(at);
            if (Strings.isSpace(c)) {
                line += c == '\n' ? 1 : 0;
                at++;
            } else if (c == '"' || c == '\'') {
                addString(c);
            } else if (c >= '0' && c <= '9') {
                addNumber();
            } else if (Character.isJavaIdentifierStart(c) && c != '$') {
                addName();
            } else {
                addOperator();
            }
        }
        throw TemplateException.at(line, "tag is never closed with " + close);
    }

    private boolean closes() {
        char sign = source.charAt(at);
        boolean signed = sign == '-' || sign == '+' && close.equals("%}");
        return source.startsWith(close, signed ? at + 1 : at);
    }

    private void addString(char quote) {
        int end = at + 1;
        while (end < source.length() && source.charAt(end) != quote) {
            end += source.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= source.length()) {
            throw TemplateException.at(line, "string is never closed");
        }
        var raw = source.substring(at + 1, end);
        add(Kind.STRING, Strings.unescape(raw), end + 1);
        line += (int) raw.chars().filter(c -> c == '\n').count();
    }

    private void addNumber() {
        boolean field = !tokens.isEmpty() && tokens.getLast().is(Kind.OPERATOR, "."); // a.0.1
        int end = endOfDigits(at);
        boolean fraction = !field && end + 1 < source.length() && source.charAt(end) == '.' && isDigit(end + 1);
        if (fraction) {
            end = endOfDigits(end + 1);
        }
        int exponent = field ? end : endOfExponent(end);
        add(fraction || exponent > end ? Kind.FLOAT : Kind.INTEGER, source.substring(at, exponent), exponent);
    }

    private int endOfExponent(int start) {
        if (start >= source.length() || (source.charAt(start) | 0x20) != 'e') {
            return start;
        }
        boolean signed = start + 1 < source.length() && "+-".indexOf(source.charAt(start + 1)) >= 0;
        int digits = start + (signed ? 2 : 1);
        return isDigit(digits) ? endOfDigits(digits) : start;
    }

    private int endOfDigits(int start) {
        int end = start;
        while (isDigit(end)) {
            end++;
        }
        return end;
    }

    private boolean isDigit(int index) {
        return index < source.length() && source.charAt(index) >= '0' && source.charAt(index) <= '9';
    }

    private void addName() {
        int end = at;
        while (end < source.length() && Character.isJavaIdentifierPart(source.charAt(end))) {
            end++;
        }
        add(Kind.NAME, source.substring(at, end), end);
    }

    private void addOperator() {
        for (var operator : OPERATORS) {
            if (source.startsWith(operator, at)) {
                open += "([{".contains(operator) ? 1 : ")]}".contains(operator) ? -1 : 0;
                if (open < 0) {
                    throw TemplateException.at(line, "unexpected '" + operator + "'");
                }
                add(Kind.OPERATOR, operator, at + operator.length());
                return;
            }
        }
        throw TemplateException.at(line, "unexpected character '" + source.charAt(at) + "'");
    }

    private void add(Kind kind, String text, int end) {
        tokens.add(new Token(kind, text, line));
        at = end;
    }
}
