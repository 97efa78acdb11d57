package mathesis.engine.tokenizer.jinja;

import java.util.List;
import mathesis.engine.tokenizer.jinja.Token.Kind;

/// The tokens of a template and a place among them.
final class TokenStream {
    private static final int DEEPEST = 100;

    private final List<Token> tokens;
    private int at;
    private int depth;

    TokenStream(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token current() {
        return tokens.get(at);
    }

    Token following() {
        return tokens.get(Math.min(at + 1, tokens.size() - 1));
    }

    Token next() {
        var token = current();
        at = Math.min(at + 1, tokens.size() - 1);
        return token;
    }

    boolean at(Kind kind) {
        return current().kind() == kind;
    }

    boolean atOperator(String operator) {
        return current().is(Kind.OPERATOR, operator);
    }

    boolean atName(String name) {
        return current().is(Kind.NAME, name);
    }

    boolean skipOperator(String operator) {
        return skip(atOperator(operator));
    }

    boolean skipName(String name) {
        return skip(atName(name));
    }

    private boolean skip(boolean found) {
        if (found) {
            next();
        }
        return found;
    }

    void expectOperator(String operator) {
        if (!skipOperator(operator)) {
            throw unexpected("'" + operator + "'");
        }
    }

    void expectName(String name) {
        if (!skipName(name)) {
            throw unexpected("'" + name + "'");
        }
    }

    String expect(Kind kind, String what) {
        if (!at(kind)) {
            throw unexpected(what);
        }
        return next().text();
    }

    TemplateException unexpected(String wanted) {
        return TemplateException.at(
                current().line(),
                "expected " + wanted + " but found " + current().describe());
    }

    /// Counts nested constructs, so that a hostile template cannot exhaust the stack.
    void enter() {
        if (++depth > DEEPEST) {
            throw TemplateException.at(current().line(), "nested more than " + DEEPEST + " deep");
        }
    }

    void leave() {
        depth--;
    }
}
