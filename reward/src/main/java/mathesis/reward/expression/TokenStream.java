package mathesis.reward.expression;

import java.util.List;
import mathesis.reward.expression.Token.Kind;

/// The signs of one answer with a place to read at, and the depth of nesting there.
final class TokenStream {
    private final List<Token> tokens;
    private int at;
    private int depth;

    TokenStream(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(at);
    }

    Token peek(int ahead) {
        return tokens.get(Math.clamp((long) at + ahead, 0, tokens.size() - 1));
    }

    Token next() {
        var token = tokens.get(at);
        at = Math.min(at + 1, tokens.size() - 1);
        return token;
    }

    int position() {
        return at;
    }

    void goTo(int position) {
        at = position;
    }

    boolean isOperator(String spelling) {
        return peek().isOperator(spelling);
    }

    boolean is(Kind kind) {
        return peek().kind() == kind;
    }

    boolean accept(String operator) {
        boolean found = isOperator(operator);
        if (found) {
            next();
        }
        return found;
    }

    void expectClose(String spelling) {
        if (!next().is(Kind.CLOSE, spelling)) {
            throw new Unreadable("bracket not closed");
        }
    }

    /// The first digit of the number here, which is taken from it: `\frac12` has two arguments.
    String takeDigit() {
        var token = peek();
        var digit = token.text().substring(0, 1);
        if (token.text().length() == 1) {
            next();
        } else {
            tokens.set(at, new Token(Kind.NUMBER, token.text().substring(1), false));
        }
        return digit;
    }

    void deeper() {
        if (++depth > Budget.DEEPEST) {
            throw new Budget.Exceeded("too deeply nested");
        }
    }

    void shallower() {
        depth--;
    }

    /// The spelling of the signs from one place to another.
    String spelling(int from, int to) {
        var out = new StringBuilder();
        for (int i = from; i < to; i++) {
            out.append(tokens.get(i).text());
        }
        return out.toString();
    }
}
