package mathesis.reward.expression;

import java.util.List;
import java.util.Optional;
import mathesis.reward.expression.Expression.Constant;

/// Whether two values are the same for all values of their unknowns. Equal needs a proof by canonical form, or agreeing
/// independent tests; one test that separates them proves them different.
public final class Identity {
    /// What was found.
    public enum Finding {
        EQUAL,
        DIFFERENT,
        /// Neither could be shown.
        OPEN,
        /// One of them has no value, such as a quotient by 0.
        UNDEFINED,
        /// Showing it would cost more than the budget allows.
        TOO_COSTLY
    }

    private final Budget budget;

    /// Spends from this budget.
    public Identity(Budget budget) {
        this.budget = budget;
    }

    /// Decides on a pair; never throws.
    public Finding decide(Expression one, Expression other) {
        if (one.equals(other)) {
            return Finding.EQUAL;
        }
        int infinity = infinity(one);
        int otherInfinity = infinity(other);
        if (infinity != 0 || otherInfinity != 0) {
            return infinity == otherInfinity ? Finding.EQUAL : Finding.DIFFERENT;
        }
        var form = byForm(one, other);
        return switch (form) {
            case OPEN -> byNumbers(one, other, form);
            case TOO_COSTLY -> byField(one, other);
            case EQUAL, DIFFERENT, UNDEFINED -> form;
        };
    }

    private Finding byNumbers(Expression one, Expression other, Finding otherwise) {
        try {
            return switch (new NumericTest(budget, otherwise == Finding.TOO_COSTLY).compare(one, other)) {
                case AGREE -> Finding.EQUAL;
                case APART -> Finding.DIFFERENT;
                case OPEN -> otherwise;
            };
        } catch (Budget.Exceeded _) {
            return Finding.TOO_COSTLY;
        }
    }

    /// What is too large to multiply out needs two kinds of tests that agree.
    private Finding byField(Expression one, Expression other) {
        try {
            return FieldTest.agree(one, other) ? byNumbers(one, other, Finding.TOO_COSTLY) : Finding.DIFFERENT;
        } catch (NoValue _) {
            return byNumbers(one, other, Finding.TOO_COSTLY) == Finding.DIFFERENT
                    ? Finding.DIFFERENT
                    : Finding.TOO_COSTLY;
        }
    }

    /// The sign of an infinite value, or 0.
    private static int infinity(Expression value) {
        if (value == Constant.INFINITY) {
            return 1;
        }
        boolean negative = value instanceof Expression.Product(var factors)
                && factors.size() == 2
                && factors.get(0).equals(Expression.Number.of(-1))
                && factors.get(1) == Constant.INFINITY;
        return negative ? -1 : 0;
    }

    private Finding byForm(Expression one, Expression other) {
        try {
            return compareForms(one, other);
        } catch (NoValue _) {
            return Finding.UNDEFINED;
        } catch (Budget.Exceeded _) {
            return Finding.TOO_COSTLY;
        }
    }

    private Finding compareForms(Expression one, Expression other) {
        var form = new CanonicalForm(budget);
        var difference = form.of(one).plus(form.of(other).negate(), form.algebra);
        var cleared = form.algebra.cleared(difference.dividend());
        if (difference.divisor().isZero()) {
            return Finding.UNDEFINED;
        }
        if (cleared.isZero()) {
            return Finding.EQUAL;
        }
        return form.algebra.isIndependent(cleared) ? Finding.DIFFERENT : Finding.OPEN;
    }

    /// The exact rational value of a constant, where its canonical form is one.
    public Optional<Rational> rational(Expression value) {
        try {
            var form = new CanonicalForm(budget).of(value);
            return form.isConstant() && !form.divisor().isZero()
                    ? Optional.of(form.constant().dividedBy(form.divisor().constant()))
                    : Optional.empty();
        } catch (NoValue | Budget.Exceeded _) {
            return Optional.empty();
        }
    }

    /// Whether two constants differ by at most half a unit of a decimal place; false where this cannot be shown.
    public boolean within(Expression one, Expression other, int places) {
        var gap = new Expression.Sum(List.of(one, Expression.negate(other)));
        var half = Rational.of(1, 2).shifted(-places);
        var exact = rational(gap).map(Rational::abs);
        if (exact.isPresent()) {
            return exact.get().compareTo(half) <= 0;
        }
        return numericSign(new Expression.Sum(List.of(gap, Expression.negate(Expression.Number.of(half))))) < 0
                && numericSign(new Expression.Sum(List.of(gap, Expression.Number.of(half)))) > 0;
    }

    private int numericSign(Expression value) {
        try {
            return new NumericTest(budget, false).sign(value);
        } catch (Budget.Exceeded _) {
            return 0;
        }
    }

    /// The order of two real constants, infinite ones included, where it can be shown.
    public Optional<Integer> order(Expression one, Expression other) {
        int infinity = infinity(one);
        int otherInfinity = infinity(other);
        if (infinity != 0 || otherInfinity != 0) {
            return Optional.of(Integer.compare(infinity, otherInfinity));
        }
        if (decide(one, other) == Finding.EQUAL) {
            return Optional.of(0);
        }
        var gap = new Expression.Sum(List.of(one, Expression.negate(other)));
        return rational(gap).map(Rational::signum).or(() -> {
            int sign = numericSign(gap);
            return sign == 0 ? Optional.empty() : Optional.of(sign);
        });
    }

    /// Whether `one` is a non-zero rational multiple of `other`, and of which sign: 1, -1, or 0 where this cannot be
    /// shown.
    public int proportional(Expression one, Expression other) {
        try {
            var form = new CanonicalForm(budget);
            return ratio(form, form.of(one), form.of(other));
        } catch (NoValue | Budget.Exceeded _) {
            return 0;
        }
    }

    private static int ratio(CanonicalForm form, RationalFunction one, RationalFunction other) {
        var left = form.algebra.times(one.dividend(), other.divisor());
        var right = form.algebra.times(other.dividend(), one.divisor());
        if (left.isZero()
                || right.isZero()
                || left.terms().size() != right.terms().size()) {
            return 0;
        }
        var monomial = left.monomial();
        var coefficient = right.terms().get(monomial);
        if (coefficient == null) {
            return 0;
        }
        var factor = left.terms().get(monomial).dividedBy(coefficient);
        return left.plus(right.scaled(factor).negate()).isZero() ? factor.signum() : 0;
    }
}
