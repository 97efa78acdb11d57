package mathesis.reward.expression;

import java.util.Optional;
import mathesis.reward.expression.Expression.Number;
import mathesis.reward.expression.Expression.Product;
import mathesis.reward.expression.Expression.Quotient;

/// The rational number that an expression spells out: `3`, `-1/2`.
final class ExactNumber {
    private ExactNumber() {}

    static Optional<Rational> of(Expression expression) {
        return switch (expression) {
            case Number(var value, var _) -> Optional.of(value);
            case Quotient(Number(var top, var _), Number(var bottom, var _))
            when bottom.signum() != 0 -> Optional.of(top.dividedBy(bottom));
            case Product(var factors)
            when factors.size() == 2 && factors.getFirst().equals(Number.of(-1)) ->
                of(factors.getLast()).map(Rational::negate);
            default -> Optional.empty();
        };
    }
}
