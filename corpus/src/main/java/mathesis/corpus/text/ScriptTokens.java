package mathesis.corpus.text;

import java.util.ArrayList;
import java.util.List;

/// Tokens of a JavaScript literal: strings, words and brackets. Enough to read a configuration; an expression
/// that is more than a literal gives tokens that nobody asks for.
final class ScriptTokens {
    private static final int MOST = 1000;

    private final String script;
    private int at;

    /// @param kind what it is
    /// @param text a string's value, a word, or the bracket, colon or comma
    record Token(Kind kind, String text) {
        boolean is(char mark) {
            return kind == Kind.MARK && text.charAt(0) == mark;
        }
    }

    enum Kind {
        STRING,
        WORD,
        MARK
    }

    private ScriptTokens(String script, int at) {
        this.script = script;
        this.at = at;
    }

    /// The tokens of the value that begins here, up to the bracket that ends it; the first token alone where
    /// it is none.
    static List<Token> of(String script, int start) {
        var reader = new ScriptTokens(script, start);
        var tokens = new ArrayList<Token>();
        int depth = 0;
        while (tokens.size() < MOST) {
            reader.skipSpace();
            if (reader.at >= script.length()) {
                return tokens;
            }
            var token = reader.next();
            tokens.add(token);
            if (token.kind() == Kind.MARK) {
                depth += "[{(".contains(token.text()) ? 1 : "]})".contains(token.text()) ? -1 : 0;
            }
            if (depth <= 0) {
                return tokens;
            }
        }
        return List.of();
    }

    private void skipSpace() {
        while (at < script.length()) {
            if (Whitespace.is(script.charAt(at))) {
                at++;
            } else if (script.startsWith("//", at)) {
                at = behind("\n");
            } else if (script.startsWith("/*", at)) {
                at = behind("*/");
            } else {
                return;
            }
        }
    }

    private int behind(String mark) {
        int found = script.indexOf(mark, at);
        return found < 0 ? script.length() : found + mark.length();
    }

    private Token next() {
        char c = script.charAt(at);
        if (c == '"' || c == '\'' || c == '`') {
            return string(c);
        }
        int start = at;
        while (at < script.length() && isOfWord(script.charAt(at))) {
            at++;
        }
        if (at > start) {
            return new Token(Kind.WORD, script.substring(start, at));
        }
        at++;
        return new Token(Kind.MARK, String.valueOf(c));
    }

    private static boolean isOfWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '.';
    }

    private Token string(char quote) {
        var value = new StringBuilder();
        at++;
        while (at < script.length() && script.charAt(at) != quote && script.charAt(at) != '\n') {
            if (script.charAt(at) == '\\' && at + 1 < script.length()) {
                at++;
            }
            value.append(script.charAt(at++));
        }
        at++;
        return new Token(Kind.STRING, value.toString());
    }
}
