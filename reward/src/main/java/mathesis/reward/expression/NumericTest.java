package mathesis.reward.expression;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import mathesis.reward.expression.Expression.Apply;
import mathesis.reward.expression.Expression.Constant;

/// Compares two values at points in balls. One point at which the balls lie apart proves them different. That they
/// agree proves nothing; it is taken for equality at three points, or, where there are no unknowns, at two precisions,
/// and only if no value on the way was so small or large that a difference could be lost beside it.
final class NumericTest {
    enum Outcome {
        AGREE,
        APART,
        OPEN
    }

    private static final int COARSE = 96;
    private static final int FINE = 256;
    private static final int AT_POINTS = 160;
    private static final int POINTS = 3;
    private static final int TRIES = 9;
    private static final Set<String> COMPLEX_NAMES = Set.of("z", "w", "omega");

    private final Budget budget;
    private final boolean second;

    /// @param second whether an exact test has found agreement before, so that large values on the way do not matter
    NumericTest(Budget budget, boolean second) {
        this.budget = budget;
        this.second = second;
    }

    Outcome compare(Expression one, Expression other) {
        var unknowns = Unknowns.of(new Expression.Sum(List.of(one, other)));
        return unknowns.isEmpty() ? constants(one, other) : functions(one, other, unknowns);
    }

    private Outcome constants(Expression one, Expression other) {
        var none = Map.<String, ComplexBall>of();
        var coarse = at(none, COARSE, one, other);
        return coarse == Outcome.APART ? coarse : at(none, FINE, one, other);
    }

    private Outcome functions(Expression one, Expression other, Set<String> unknowns) {
        boolean whole = has(one, NumericTest::takesWhole) || has(other, NumericTest::takesWhole);
        boolean complex = !whole
                && (has(one, e -> e == Constant.I)
                        || has(other, e -> e == Constant.I)
                        || unknowns.stream().anyMatch(COMPLEX_NAMES::contains));
        var points = new TestPoints(unknowns, whole, complex);
        int agreed = 0;
        int positive = 0;
        int negative = 0;
        for (int i = 0; i < TRIES && agreed < POINTS * 2; i++) {
            var outcome = at(points.point(i), AT_POINTS, one, other);
            if (outcome == Outcome.APART) {
                return outcome;
            }
            if (outcome == Outcome.AGREE) {
                agreed++;
                positive += i % 3 == 0 ? 1 : 0;
                negative += i % 3 == 1 ? 1 : 0;
            }
            if (agreed >= POINTS && positive > 0 && (negative > 0 || whole)) {
                return Outcome.AGREE;
            }
        }
        // logarithms and the like may have no value at negative points; agreement at positive ones is not enough
        return Outcome.OPEN;
    }

    private static boolean takesWhole(Expression expression) {
        return expression instanceof Apply(var function, var _)
                && (function == Function.FACTORIAL || function == Function.BINOMIAL);
    }

    private static boolean has(Expression expression, Predicate<Expression> kind) {
        return kind.test(expression) || Unknowns.parts(expression).stream().anyMatch(part -> has(part, kind));
    }

    private Outcome at(Map<String, ComplexBall> point, int bits, Expression one, Expression other) {
        var evaluator = new BallEvaluator(point, bits, budget);
        var left = evaluator.value(one);
        var right = evaluator.value(other);
        var gap = left.minus(right, bits);
        if (gap.isUnknown()) {
            return Outcome.OPEN;
        }
        if (!gap.containsZero()) {
            return Outcome.APART;
        }
        boolean close = second || gap.re().isBelow(-bits / 2) && gap.im().isBelow(-bits / 2);
        boolean visible = isVisible(left, bits) && isVisible(right, bits);
        return close && visible && (second || !evaluator.wasExtreme()) ? Outcome.AGREE : Outcome.OPEN;
    }

    /// Whether a value is well above the error of the arithmetic, or 0 in both parts for all that can be seen.
    private static boolean isVisible(ComplexBall value, int bits) {
        boolean nothing = value.containsZero();
        return nothing || value.re().isAbove(-bits / 4) || value.im().isAbove(-bits / 4);
    }

    /// The sign of a real constant where it can be seen, else 0.
    int sign(Expression value) {
        var ball = new BallEvaluator(Map.of(), COARSE, budget).value(value);
        return ball.isReal() ? ball.re().sign() : 0;
    }

    /// The value of a real constant, or a ball that says nothing.
    Ball real(Expression value) {
        var ball = new BallEvaluator(Map.of(), COARSE, budget).value(value);
        return ball.isReal() ? ball.re() : Ball.UNKNOWN;
    }
}
