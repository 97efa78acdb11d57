package mathesis.reward.expression;

import java.util.ArrayList;
import java.util.List;
import mathesis.reward.expression.Expression.Apply;
import mathesis.reward.expression.Expression.Constant;
import mathesis.reward.expression.Expression.Number;
import mathesis.reward.expression.Expression.Power;
import mathesis.reward.expression.Expression.Product;
import mathesis.reward.expression.Token.Kind;

/// Reads a function with its base, its power and its argument, which needs no brackets.
final class FunctionParser {
    private static final Number TEN = Number.of(10);

    private final TokenStream tokens;
    private final BracketParser brackets;
    private final ValueParser values;

    FunctionParser(TokenStream tokens, BracketParser brackets, ValueParser values) {
        this.tokens = tokens;
        this.brackets = brackets;
        this.values = values;
    }

    Expression read() {
        var function = Function.named(tokens.next().text());
        var base = List.<Expression>of();
        var power = List.<Expression>of();
        for (int i = 0; i < 2; i++) {
            if (tokens.accept("_")) {
                base = List.of(script());
            } else if (tokens.accept("^")) {
                power = List.of(script());
            }
        }
        if (!base.isEmpty() && function != Function.LOG) {
            throw new Unreadable("subscript of a function");
        }
        var arguments = arguments(function);
        boolean inverse = !power.isEmpty()
                && function.isTrigonometric()
                && power.getFirst() instanceof Number(var exponent, var _)
                && exponent.equals(Rational.of(-1));
        var value = applied(inverse ? inverse(function) : function, base, arguments);
        return power.isEmpty() || inverse ? value : new Power(value, power.getFirst());
    }

    private static Expression applied(Function function, List<Expression> base, List<Expression> arguments) {
        if (function == Function.LOG) {
            return new Apply(function, List.of(arguments.getFirst(), base.isEmpty() ? TEN : base.getFirst()));
        }
        return new Apply(function, arguments);
    }

    private static Function inverse(Function function) {
        return switch (function) {
            case SIN -> Function.ARCSIN;
            case COS -> Function.ARCCOS;
            case TAN -> Function.ARCTAN;
            default -> throw new Unreadable("inverse");
        };
    }

    private Expression script() {
        if (tokens.peek().is(Kind.OPEN, "{")) {
            return brackets.group();
        }
        boolean negative = tokens.accept("-");
        var value = tokens.is(Kind.NUMBER) ? Numerals.parse(tokens.next().text()) : symbol();
        return negative ? Expression.negate(value) : value;
    }

    private Expression symbol() {
        if (!tokens.is(Kind.SYMBOL)) {
            throw new Unreadable("script");
        }
        var name = tokens.next().text();
        return name.equals("e") ? Constant.E : name.equals("pi") ? Constant.PI : new Expression.Symbol(name);
    }

    private List<Expression> arguments(Function function) {
        var token = tokens.peek();
        boolean bracket = token.kind() == Kind.OPEN
                && (token.text().equals("(") || token.text().equals("["));
        if (bracket) {
            var arguments = brackets.arguments();
            if (arguments.size() != 1 && !function.takesSeveral()) {
                throw new Unreadable("arguments");
            }
            return arguments;
        }
        if (function.takesSeveral()) {
            throw new Unreadable("arguments");
        }
        return List.of(bare());
    }

    /// What stands beside the name without a sign between, up to a bracket or another function.
    private Expression bare() {
        tokens.deeper();
        var factors = new ArrayList<Expression>();
        boolean negative = tokens.accept("-");
        do {
            factors.add(values.power());
        } while (goesOn());
        boolean angle = factors.stream().anyMatch(factor -> factor == Constant.PI);
        if (angle && tokens.isOperator("/")) {
            throw new Unreadable("ambiguous argument");
        }
        tokens.shallower();
        var argument = factors.size() == 1 ? factors.getFirst() : new Product(factors);
        return negative ? Expression.negate(argument) : argument;
    }

    private boolean goesOn() {
        var kind = tokens.peek().kind();
        return kind == Kind.SYMBOL || kind == Kind.COMMAND;
    }
}
