package mathesis.reward.expression;

import java.util.function.UnaryOperator;
import mathesis.reward.expression.Expression.Apply;
import mathesis.reward.expression.Expression.Power;
import mathesis.reward.expression.Expression.Product;
import mathesis.reward.expression.Expression.Quotient;
import mathesis.reward.expression.Expression.Root;
import mathesis.reward.expression.Expression.Sum;
import mathesis.reward.expression.Expression.Symbol;

/// Puts a value in the place of an unknown.
final class Substitution {
    private Substitution() {}

    static Expression of(Expression expression, String unknown, Expression value) {
        UnaryOperator<Expression> go = part -> of(part, unknown, value);
        return switch (expression) {
            case Symbol(var name) -> name.equals(unknown) ? value : expression;
            case Sum(var terms) -> new Sum(terms.stream().map(go).toList());
            case Product(var factors) -> new Product(factors.stream().map(go).toList());
            case Quotient(var dividend, var divisor) -> new Quotient(go.apply(dividend), go.apply(divisor));
            case Power(var base, var exponent) -> new Power(go.apply(base), go.apply(exponent));
            case Root(var radicand, var degree) -> new Root(go.apply(radicand), degree);
            case Apply(var function, var arguments) ->
                new Apply(function, arguments.stream().map(go).toList());
            default -> expression;
        };
    }
}
