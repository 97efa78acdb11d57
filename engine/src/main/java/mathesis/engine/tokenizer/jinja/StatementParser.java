package mathesis.engine.tokenizer.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mathesis.engine.tokenizer.jinja.Token.Kind;

/// Reads statements: text, `{{ }}`, and the tags `if`, `for`, `set`, `macro`, `break`, `continue`, `generation`.
final class StatementParser {
    private final TokenStream tokens;
    private final ExpressionParser expressions;
    private int loops;

    private StatementParser(TokenStream tokens) {
        this.tokens = tokens;
        expressions = new ExpressionParser(tokens);
    }

    static List<Statement> parse(String source) {
        var parser = new StatementParser(new TokenStream(Lexer.tokens(source)));
        return parser.body(Set.of());
    }

    /// Statements up to a tag with one of these names, which becomes the current token; or all.
    private List<Statement> body(Set<String> ends) {
        tokens.enter();
        var body = new ArrayList<Statement>();
        while (!tokens.at(Kind.END)) {
            int line = tokens.current().line();
            if (tokens.at(Kind.TEXT)) {
                body.add(new Statement.Text(tokens.next().text()));
            } else if (tokens.at(Kind.PRINT_BEGIN)) {
                tokens.next();
                body.add(new Statement.Print(expressions.expressions(), line));
                tokens.expect(Kind.PRINT_END, "'}}'");
            } else {
                tokens.expect(Kind.BLOCK_BEGIN, "a tag");
                if (tokens.at(Kind.NAME) && ends.contains(tokens.current().text())) {
                    tokens.leave();
                    return body;
                }
                body.add(tag(line));
            }
        }
        if (!ends.isEmpty()) {
            throw tokens.unexpected("{% " + String.join(" or ", new java.util.TreeSet<>(ends)) + " %}");
        }
        tokens.leave();
        return body;
    }

    private Statement tag(int line) {
        var name = tokens.expect(Kind.NAME, "the name of a tag");
        return switch (name) {
            case "if" -> ifTag(line);
            case "for" -> forTag(line);
            case "set" -> setTag(line);
            case "macro" -> macroTag();
            case "generation" -> {
                endTag();
                yield new Statement.Block(bodyTo("endgeneration"));
            }
            case "break", "continue" -> {
                if (loops == 0) {
                    throw TemplateException.at(line, name + " outside of a loop");
                }
                endTag();
                yield name.equals("break") ? new Statement.Break() : new Statement.Continue();
            }
            default -> throw TemplateException.at(line, "tag '" + name + "' is not supported here");
        };
    }

    private void endTag() {
        tokens.expect(Kind.BLOCK_END, "'%}'");
    }

    private List<Statement> bodyTo(String end) {
        var body = body(Set.of(end));
        tokens.expectName(end);
        endTag();
        return body;
    }

    private Statement ifTag(int line) {
        var branches = new ArrayList<Statement.Branch>();
        var otherwise = List.<Statement>of();
        int branchLine = line;
        do {
            var condition = expressions.expressions();
            endTag();
            branches.add(new Statement.Branch(condition, body(Set.of("elif", "else", "endif")), branchLine));
            branchLine = tokens.current().line();
        } while (tokens.skipName("elif"));
        if (tokens.skipName("else")) {
            endTag();
            otherwise = body(Set.of("endif"));
        }
        tokens.expectName("endif");
        endTag();
        return new Statement.If(branches, otherwise);
    }

    private Statement forTag(int line) {
        var names = new ArrayList<>(List.of(tokens.expect(Kind.NAME, "a name")));
        while (tokens.skipOperator(",")) {
            names.add(tokens.expect(Kind.NAME, "a name"));
        }
        tokens.expectName("in");
        var items = expressions.or();
        var filter = tokens.skipName("if") ? Optional.of(expressions.expression()) : Optional.<Expression>empty();
        endTag();
        loops++;
        var body = body(Set.of("else", "endfor"));
        loops--;
        var otherwise = List.<Statement>of();
        if (tokens.skipName("else")) {
            endTag();
            otherwise = body(Set.of("endfor"));
        }
        tokens.expectName("endfor");
        endTag();
        return new Statement.For(names, items, filter, body, otherwise, line);
    }

    private Statement setTag(int line) {
        var targets = new ArrayList<>(List.of(target()));
        while (tokens.skipOperator(",")) {
            targets.add(target());
        }
        if (tokens.skipOperator("=")) {
            var value = expressions.expressions();
            endTag();
            return new Statement.Set(targets, value, line);
        }
        if (targets.size() > 1) {
            throw tokens.unexpected("'='");
        }
        endTag();
        return new Statement.SetText(targets.getFirst(), bodyTo("endset"), line);
    }

    private Statement.Target target() {
        var name = tokens.expect(Kind.NAME, "a name");
        var field =
                tokens.skipOperator(".") ? Optional.of(tokens.expect(Kind.NAME, "a name")) : Optional.<String>empty();
        return new Statement.Target(name, field);
    }

    private Statement macroTag() {
        var name = tokens.expect(Kind.NAME, "a name");
        var parameters = new ArrayList<Statement.Parameter>();
        tokens.expectOperator("(");
        while (!tokens.skipOperator(")")) {
            if (!parameters.isEmpty()) {
                tokens.expectOperator(",");
            }
            var parameter = tokens.expect(Kind.NAME, "a name");
            var otherwise =
                    tokens.skipOperator("=") ? Optional.of(expressions.expression()) : Optional.<Expression>empty();
            parameters.add(new Statement.Parameter(parameter, otherwise));
        }
        endTag();
        int outerLoops = loops;
        loops = 0;
        var body = bodyTo("endmacro");
        loops = outerLoops;
        return new Statement.Macro(name, parameters, body);
    }
}
