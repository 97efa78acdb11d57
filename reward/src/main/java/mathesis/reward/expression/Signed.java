package mathesis.reward.expression;

import java.util.List;
import java.util.function.UnaryOperator;
import mathesis.reward.expression.Expression.Apply;
import mathesis.reward.expression.Expression.Based;
import mathesis.reward.expression.Expression.Constant;
import mathesis.reward.expression.Expression.FiniteSet;
import mathesis.reward.expression.Expression.Listing;
import mathesis.reward.expression.Expression.Matrix;
import mathesis.reward.expression.Expression.Measured;
import mathesis.reward.expression.Expression.NamedSet;
import mathesis.reward.expression.Expression.Number;
import mathesis.reward.expression.Expression.PlusMinus;
import mathesis.reward.expression.Expression.Power;
import mathesis.reward.expression.Expression.Product;
import mathesis.reward.expression.Expression.Quotient;
import mathesis.reward.expression.Expression.Ratio;
import mathesis.reward.expression.Expression.Relation;
import mathesis.reward.expression.Expression.Root;
import mathesis.reward.expression.Expression.Sequence;
import mathesis.reward.expression.Expression.SetOperation;
import mathesis.reward.expression.Expression.Sum;
import mathesis.reward.expression.Expression.Symbol;
import mathesis.reward.expression.Expression.Unknown;
import mathesis.reward.expression.Expression.Words;

/// Spells out plus-minus signs: all of one answer go the same way, and minus-plus the other way.
public final class Signed {
    private Signed() {}

    /// The value with the upper signs and the value with the lower signs; the value alone where there is no such sign.
    public static List<Expression> values(Expression expression) {
        return occurs(expression) ? List.of(with(expression, 1), with(expression, -1)) : List.of(expression);
    }

    private static boolean occurs(Expression expression) {
        return expression instanceof PlusMinus
                || Unknowns.parts(expression).stream().anyMatch(Signed::occurs);
    }

    private static Expression with(Expression expression, int side) {
        UnaryOperator<Expression> go = part -> with(part, side);
        return switch (expression) {
            case PlusMinus(var value, var sign) -> sign == side ? go.apply(value) : Expression.negate(go.apply(value));
            case Sum(var terms) -> new Sum(terms.stream().map(go).toList());
            case Product(var factors) -> new Product(factors.stream().map(go).toList());
            case Quotient(var dividend, var divisor) -> new Quotient(go.apply(dividend), go.apply(divisor));
            case Power(var base, var exponent) -> new Power(go.apply(base), go.apply(exponent));
            case Root(var radicand, var degree) -> new Root(go.apply(radicand), degree);
            case Apply(var function, var arguments) ->
                new Apply(function, arguments.stream().map(go).toList());
            case Measured(var value, var words) -> new Measured(go.apply(value), words);
            case Sequence(var open, var close, var items) ->
                new Sequence(open, close, items.stream().map(go).toList());
            case Relation(var members, var signs) ->
                new Relation(members.stream().map(go).toList(), signs);
            case FiniteSet(var elements) ->
                new FiniteSet(elements.stream().map(go).toList());
            case Listing(var items, var unordered) ->
                new Listing(items.stream().map(go).toList(), unordered);
            case Ratio(var parts, var time) -> new Ratio(parts.stream().map(go).toList(), time);
            case SetOperation(var operator, var parts) ->
                new SetOperation(operator, parts.stream().map(go).toList());
            case Unknown(var name, var arguments) ->
                new Unknown(name, arguments.stream().map(go).toList());
            case Matrix(var rows) ->
                new Matrix(
                        rows.stream().map(row -> row.stream().map(go).toList()).toList());
            case Number _, Symbol _, Constant _, Based _, NamedSet _, Words _ -> expression;
        };
    }
}
