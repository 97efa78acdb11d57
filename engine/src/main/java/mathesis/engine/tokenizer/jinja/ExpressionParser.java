package mathesis.engine.tokenizer.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import mathesis.engine.tokenizer.jinja.Token.Kind;

/// Reads expressions with Jinja's precedences, lowest first: `x if c else y`, `or`, `and`, `not`, comparisons, `+ -`,
/// `~`, `* / // %`, `**`, signs; filters and tests bind tighter than all of them.
final class ExpressionParser {
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");

    private final TokenStream tokens;

    ExpressionParser(TokenStream tokens) {
        this.tokens = tokens;
    }

    Expression expression() {
        tokens.enter();
        var expression = or();
        while (tokens.skipName("if")) {
            var condition = or();
            var otherwise = tokens.skipName("else") ? Optional.of(expression()) : Optional.<Expression>empty();
            expression = new Expression.Conditional(condition, expression, otherwise);
        }
        tokens.leave();
        return expression;
    }

    /// An expression, or several with commas between them, which make a sequence.
    Expression expressions() {
        var first = expression();
        if (!tokens.atOperator(",")) {
            return first;
        }
        var items = new ArrayList<>(List.of(first));
        while (tokens.skipOperator(",")) {
            if (tokens.at(Kind.BLOCK_END) || tokens.at(Kind.PRINT_END) || tokens.atOperator(")")) {
                break;
            }
            items.add(expression());
        }
        return new Expression.Sequence(items);
    }

    /// Without `x if c else y`, as the list of a `for` must be: there `if` starts a filter.
    Expression or() {
        var left = and();
        while (tokens.skipName("or")) {
            left = new Expression.Or(left, and());
        }
        return left;
    }

    private Expression and() {
        var left = not();
        while (tokens.skipName("and")) {
            left = new Expression.And(left, not());
        }
        return left;
    }

    private Expression not() {
        if (!tokens.skipName("not")) {
            return comparison();
        }
        tokens.enter();
        var negated = new Expression.Not(not());
        tokens.leave();
        return negated;
    }

    private Expression comparison() {
        var first = sum();
        var steps = new ArrayList<Expression.Step>();
        for (var operator = comparisonOperator(); operator.isPresent(); operator = comparisonOperator()) {
            steps.add(new Expression.Step(operator.get(), sum()));
        }
        return steps.isEmpty() ? first : new Expression.Comparison(first, steps);
    }

    private Optional<String> comparisonOperator() {
        if (tokens.at(Kind.OPERATOR) && COMPARISONS.contains(tokens.current().text())) {
            return Optional.of(tokens.next().text());
        }
        if (tokens.skipName("in")) {
            return Optional.of("in");
        }
        if (tokens.atName("not") && tokens.following().is(Kind.NAME, "in")) {
            tokens.next();
            tokens.next();
            return Optional.of("notin");
        }
        return Optional.empty();
    }

    private Expression sum() {
        return leftToRight(Set.of("+", "-"), this::concatenation);
    }

    private Expression concatenation() {
        return leftToRight(Set.of("~"), this::product);
    }

    private Expression product() {
        return leftToRight(Set.of("*", "/", "//", "%"), this::power);
    }

    private Expression power() {
        return leftToRight(Set.of("**"), () -> unary(true));
    }

    private Expression leftToRight(Set<String> operators, Supplier<Expression> operand) {
        var left = operand.get();
        while (tokens.at(Kind.OPERATOR) && operators.contains(tokens.current().text())) {
            var operator = tokens.next().text();
            left = new Expression.Arithmetic(left, operator, operand.get());
        }
        return left;
    }

    private Expression unary(boolean withFilters) {
        boolean negative = tokens.atOperator("-");
        Expression value;
        if (negative || tokens.atOperator("+")) {
            tokens.next();
            tokens.enter();
            value = new Expression.Sign(unary(false), negative);
            tokens.leave();
        } else {
            value = postfix(primary());
        }
        return withFilters ? filtered(value) : value;
    }

    private Expression primary() {
        var token = tokens.next();
        return switch (token.kind()) {
            case NAME -> name(token.text());
            case STRING -> string(token.text());
            case INTEGER -> new Expression.Literal(Numbers.parseLong(token));
            case FLOAT -> new Expression.Literal(Double.valueOf(token.text()));
            case OPERATOR -> bracketed(token);
            case TEXT, PRINT_BEGIN, PRINT_END, BLOCK_BEGIN, BLOCK_END, END -> throw noExpression(token);
        };
    }

    private static TemplateException noExpression(Token token) {
        return TemplateException.at(token.line(), "expected an expression but found " + token.describe());
    }

    private static Expression name(String name) {
        return switch (name) {
            case "true", "True" -> new Expression.Literal(true);
            case "false", "False" -> new Expression.Literal(false);
            case "none", "None" -> new Expression.Literal(None.NONE);
            default -> new Expression.Name(name);
        };
    }

    /// Neighbouring strings are one.
    private Expression string(String first) {
        var text = new StringBuilder(first);
        while (tokens.at(Kind.STRING)) {
            text.append(tokens.next().text());
        }
        return new Expression.Literal(text.toString());
    }

    private Expression bracketed(Token open) {
        return switch (open.text()) {
            case "(" -> {
                if (tokens.skipOperator(")")) {
                    yield new Expression.Sequence(List.of());
                }
                var inner = expressions();
                tokens.expectOperator(")");
                yield inner;
            }
            case "[" -> new Expression.Sequence(list("]", this::expression));
            case "{" -> new Expression.Dictionary(list("}", this::entry));
            default -> throw noExpression(open);
        };
    }

    private <T> List<T> list(String close, Supplier<T> item) {
        var items = new ArrayList<T>();
        while (!tokens.skipOperator(close)) {
            if (!items.isEmpty()) {
                tokens.expectOperator(",");
                if (tokens.skipOperator(close)) {
                    break;
                }
            }
            items.add(item.get());
        }
        return items;
    }

    private Expression.Entry entry() {
        var key = expression();
        tokens.expectOperator(":");
        return new Expression.Entry(key, expression());
    }

    private Expression postfix(Expression of) {
        var value = of;
        while (true) {
            if (tokens.skipOperator(".")) {
                value = field(value);
            } else if (tokens.skipOperator("[")) {
                value = subscript(value);
            } else if (tokens.atOperator("(")) {
                value = new Expression.Call(value, arguments());
            } else {
                return value;
            }
        }
    }

    private Expression field(Expression of) {
        return tokens.at(Kind.INTEGER)
                ? new Expression.Item(of, new Expression.Literal(Numbers.parseLong(tokens.next())))
                : new Expression.Attribute(of, tokens.expect(Kind.NAME, "a name"));
    }

    private Expression subscript(Expression of) {
        var start = bound();
        if (tokens.skipOperator("]")) {
            return new Expression.Item(of, start.orElseThrow(() -> tokens.unexpected("an index")));
        }
        tokens.expectOperator(":");
        var stop = bound();
        var step = tokens.skipOperator(":") ? bound() : Optional.<Expression>empty();
        tokens.expectOperator("]");
        return new Expression.Slice(of, start, stop, step);
    }

    private Optional<Expression> bound() {
        return tokens.atOperator(":") || tokens.atOperator("]") ? Optional.empty() : Optional.of(expression());
    }

    Expression.CallArguments arguments() {
        tokens.expectOperator("(");
        var positional = new ArrayList<Expression>();
        var named = new LinkedHashMap<String, Expression>();
        list(")", () -> argument(positional, named));
        return new Expression.CallArguments(positional, named);
    }

    private Expression argument(List<Expression> positional, LinkedHashMap<String, Expression> named) {
        boolean isNamed = tokens.at(Kind.NAME) && tokens.following().is(Kind.OPERATOR, "=");
        if (!isNamed && !named.isEmpty()) {
            throw tokens.unexpected("a named argument");
        }
        var name = isNamed ? tokens.next().text() : "";
        if (isNamed) {
            tokens.expectOperator("=");
        }
        var value = expression();
        if (isNamed) {
            named.put(name, value);
        } else {
            positional.add(value);
        }
        return value;
    }

    private Expression filtered(Expression of) {
        var value = of;
        while (true) {
            if (tokens.skipOperator("|")) {
                var name = tokens.expect(Kind.NAME, "a filter");
                value = new Expression.Filter(value, name, optionalArguments());
            } else if (tokens.skipName("is")) {
                value = test(value);
            } else if (tokens.atOperator("(")) {
                value = new Expression.Call(value, arguments());
            } else {
                return value;
            }
        }
    }

    private Expression.CallArguments optionalArguments() {
        return tokens.atOperator("(") ? arguments() : Expression.CallArguments.NONE;
    }

    /// `is defined`, `is not none`, `is divisibleby 3`, `is in(list)`.
    private Expression test(Expression value) {
        boolean negated = tokens.skipName("not");
        var name = tokens.expect(Kind.NAME, "a test");
        var arguments = startsArgument()
                ? new Expression.CallArguments(List.of(postfix(primary())), java.util.Map.of())
                : optionalArguments();
        var test = new Expression.Test(value, name, arguments);
        return negated ? new Expression.Not(test) : test;
    }

    private boolean startsArgument() {
        return switch (tokens.current().kind()) {
            case STRING, INTEGER, FLOAT -> true;
            case NAME ->
                !Set.of("else", "or", "and", "is", "if")
                        .contains(tokens.current().text());
            case OPERATOR -> tokens.atOperator("[") || tokens.atOperator("{");
            case TEXT, PRINT_BEGIN, PRINT_END, BLOCK_BEGIN, BLOCK_END, END -> false;
        };
    }
}
