package mathesis.reward.expression;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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

/// The unknowns of an expression, and what it is directly made of.
public final class Unknowns {
    private Unknowns() {}

    /// Names in alphabetical order.
    public static Set<String> of(Expression expression) {
        var names = new TreeSet<String>();
        collect(expression, names);
        return names;
    }

    /// Whether an expression has no unknowns.
    public static boolean none(Expression expression) {
        return of(expression).isEmpty();
    }

    private static void collect(Expression expression, Set<String> names) {
        switch (expression) {
            case Symbol(var name) -> names.add(name);
            case Unknown(var name, var _) -> names.add(name + "()");
            case Words(var text) -> names.add("words " + text);
            default -> {}
        }
        for (var part : parts(expression)) {
            collect(part, names);
        }
    }

    /// The expressions directly inside this one, in order.
    public static List<Expression> parts(Expression expression) {
        return switch (expression) {
            case Number _, Symbol _, Constant _, Based _, NamedSet _, Words _ -> List.of();
            case Sum(var terms) -> terms;
            case Product(var factors) -> factors;
            case Quotient(var dividend, var divisor) -> List.of(dividend, divisor);
            case Power(var base, var exponent) -> List.of(base, exponent);
            case Root(var radicand, var _) -> List.of(radicand);
            case Apply(var _, var arguments) -> arguments;
            case Unknown(var _, var arguments) -> arguments;
            case PlusMinus(var value, var _) -> List.of(value);
            case Measured(var value, var _) -> List.of(value);
            case Ratio(var parts, var _) -> parts;
            case Sequence(var _, var _, var items) -> items;
            case FiniteSet(var elements) -> elements;
            case SetOperation(var _, var parts) -> parts;
            case Matrix(var rows) -> rows.stream().flatMap(List::stream).toList();
            case Relation(var members, var _) -> members;
            case Listing(var items, var _) -> items;
        };
    }
}
