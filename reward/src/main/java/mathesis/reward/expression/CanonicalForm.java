package mathesis.reward.expression;

import java.util.List;
import mathesis.reward.expression.Expression.Apply;
import mathesis.reward.expression.Expression.Constant;
import mathesis.reward.expression.Expression.Number;
import mathesis.reward.expression.Expression.Power;
import mathesis.reward.expression.Expression.Product;
import mathesis.reward.expression.Expression.Quotient;
import mathesis.reward.expression.Expression.Root;
import mathesis.reward.expression.Expression.Sum;
import mathesis.reward.expression.Expression.Symbol;
import mathesis.reward.expression.Expression.Unknown;

/// Brings a value to a quotient of polynomials over the rational numbers. Every step is an identity: of complex
/// numbers with principal values, or, for odd roots, of real numbers with real roots. A removable gap such as
/// that of `x/x` at 0 is filled.
final class CanonicalForm {
    final Algebra algebra;
    private final PowerForm powers;
    private final FunctionForm functions;

    CanonicalForm(Budget budget) {
        algebra = new Algebra(budget);
        powers = new PowerForm(algebra);
        functions = new FunctionForm(algebra, powers);
    }

    /// @throws NoValue when this is no value or undefined
    RationalFunction of(Expression expression) {
        return switch (expression) {
            case Number(var value, var _) -> RationalFunction.of(Polynomial.checked(value));
            case Symbol(var name) -> generator(algebra.generators.unknown(name));
            case Constant constant -> constant(constant);
            case Sum(var terms) -> sum(terms);
            case Product(var factors) -> product(factors);
            case Quotient(var dividend, var divisor) -> of(dividend).dividedBy(of(divisor), algebra);
            case Power(var base, var exponent) -> powers.power(of(base), of(exponent));
            case Root(var radicand, var degree) -> powers.root(of(radicand), degree);
            case Apply(var function, var arguments) ->
                functions.apply(function, arguments.stream().map(this::of).toList());
            case Unknown(var name, var arguments) -> unknown(name, arguments);
            case Expression.Measured _,
                    Expression.PlusMinus _,
                    Expression.Based _,
                    Expression.Ratio _,
                    Expression.Sequence _,
                    Expression.FiniteSet _,
                    Expression.NamedSet _,
                    Expression.SetOperation _,
                    Expression.Matrix _,
                    Expression.Relation _,
                    Expression.Listing _,
                    Expression.Words _ -> throw new NoValue("no single value");
        };
    }

    private RationalFunction generator(int generator) {
        return RationalFunction.of(algebra.generator(generator, Rational.ONE));
    }

    private RationalFunction constant(Constant constant) {
        return switch (constant) {
            case PI -> generator(Generators.PI);
            case E -> generator(Generators.E);
            case I -> generator(Generators.I);
            case DEGREE ->
                RationalFunction.of(
                        algebra.generator(Generators.PI, Rational.ONE).scaled(Rational.of(1, 180)));
            case INFINITY -> throw new NoValue("infinity in arithmetic");
        };
    }

    private RationalFunction sum(List<Expression> terms) {
        var sum = RationalFunction.of(Polynomial.ZERO);
        for (var term : terms) {
            sum = sum.plus(of(term), algebra);
        }
        return sum;
    }

    private RationalFunction product(List<Expression> factors) {
        var product = RationalFunction.of(Polynomial.ONE);
        for (var factor : factors) {
            product = product.times(of(factor), algebra);
        }
        return product;
    }

    private RationalFunction unknown(String name, List<Expression> arguments) {
        var key = new StringBuilder("call ").append(name);
        for (var argument : arguments) {
            key.append('(').append(of(argument).key(algebra)).append(')');
        }
        return generator(algebra.generators.unknown(key.toString()));
    }
}
