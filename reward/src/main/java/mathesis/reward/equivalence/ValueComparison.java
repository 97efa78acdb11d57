package mathesis.reward.equivalence;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import mathesis.reward.expression.Budget;
import mathesis.reward.expression.Expression;
import mathesis.reward.expression.Expression.Constant;
import mathesis.reward.expression.Expression.Measured;
import mathesis.reward.expression.Expression.Number;
import mathesis.reward.expression.Expression.Product;
import mathesis.reward.expression.Expression.Quotient;
import mathesis.reward.expression.Identity;
import mathesis.reward.expression.Identity.Finding;
import mathesis.reward.expression.Rational;

/// Compares two single values: units, percent signs, degrees and rounding first, then the values themselves.
final class ValueComparison {
    private static final Rational HUNDREDTH = Rational.of(1, 100);
    private static final int FEWEST_DIGITS = 3;
    private static final int FEWEST_PLACES = 2;
    private static final int FEWEST_ANSWER_PLACES = 3;

    private final EquivalencePolicy policy;
    private final Identity identity;

    ValueComparison(EquivalencePolicy policy, Budget budget) {
        this.policy = policy;
        identity = new Identity(budget);
    }

    Verdict compare(Expression gold, Expression answer) {
        var goldUnits = units(gold);
        var answerUnits = units(answer);
        if (goldUnits.isEmpty() || answerUnits.isEmpty()) {
            return gold.equals(answer) ? Reason.SAME_VALUE.equal() : Reason.NOT_SHOWN.undecided();
        }
        var verdict = compareBare(bare(gold), bare(answer));
        boolean sameUnits = goldUnits.get().allow(answerUnits.get());
        return verdict.kind() == Verdict.Kind.EQUAL && !sameUnits ? Reason.OTHER_UNIT.undecided() : verdict;
    }

    /// The units of a value; nothing where the words behind it change it.
    private static Optional<Units> units(Expression value) {
        return value instanceof Measured(var _, var words)
                ? Units.parse(words.equals("%") ? "" : " " + words, words.equals("%") ? "%" : "")
                : Units.parse("", "");
    }

    private Expression bare(Expression value) {
        if (!(value instanceof Measured(var inner, var words))) {
            return value;
        }
        boolean hundredth = words.equals("%") && policy.percent() == PercentPolicy.ONE_HUNDREDTH;
        return hundredth ? new Product(List.of(Number.of(HUNDREDTH), inner)) : inner;
    }

    private Verdict compareBare(Expression gold, Expression answer) {
        var rounded = rounded(gold, answer);
        if (rounded.isPresent()) {
            return rounded.get();
        }
        var found = identity.decide(gold, answer);
        if (found != Finding.EQUAL && inDegrees(gold) != inDegrees(answer)) {
            found = identity.decide(withoutDegrees(gold), withoutDegrees(answer));
        }
        return switch (found) {
            case EQUAL -> reduced(gold, answer) ? Reason.SAME_VALUE.equal() : Reason.UNREDUCED.different();
            case DIFFERENT -> Reason.OTHER_VALUE.different();
            case OPEN -> Reason.NOT_SHOWN.undecided();
            case UNDEFINED -> Reason.UNDEFINED.undecided();
            case TOO_COSTLY -> Reason.TOO_COSTLY.undecided();
        };
    }

    private boolean reduced(Expression gold, Expression answer) {
        return policy.unreducedFractions()
                || !(answer instanceof Quotient)
                || gold.equals(answer)
                || answer instanceof Quotient(Number(var top, var _), Number(var bottom, var _))
                        && top.isWhole()
                        && bottom.isWhole()
                        && top.numerator().gcd(bottom.numerator()).bitLength() == 1;
    }

    private static boolean inDegrees(Expression value) {
        return value instanceof Product(var factors) && factors.getLast() == Constant.DEGREE;
    }

    private static Expression withoutDegrees(Expression value) {
        return inDegrees(value) ? ((Product) value).factors().getFirst() : value;
    }

    /// A verdict by rounding; nothing where the values have to be the same exactly.
    private Optional<Verdict> rounded(Expression gold, Expression answer) {
        int goldPlaces = places(gold);
        int answerPlaces = places(answer);
        if (goldPlaces < 0 && answerPlaces < 0) {
            return Optional.empty();
        }
        var one = identity.rational(gold);
        var other = identity.rational(answer);
        if (policy.precision() != EquivalencePolicy.DIGITS_OF_GOLD) {
            return identity.within(gold, answer, policy.precision())
                    ? Optional.of(Reason.ROUNDED.equal())
                    : Optional.empty();
        }
        if (goldPlaces >= FEWEST_PLACES
                && digits(gold) >= FEWEST_DIGITS
                && answerPlaces < 0
                && other.filter(exact -> !terminates(exact)).isPresent()) {
            return identity.within(gold, answer, goldPlaces) ? Optional.of(Reason.ROUNDED.equal()) : Optional.empty();
        }
        if (policy.decimalAnswers()
                && answerPlaces >= FEWEST_ANSWER_PLACES
                && goldPlaces < 0
                && one.filter(ValueComparison::terminates).isEmpty()) {
            return identity.within(gold, answer, answerPlaces) ? Optional.of(Reason.ROUNDED.equal()) : Optional.empty();
        }
        return Optional.empty();
    }

    /// Whether a value has a finite decimal expansion, which then is what should have been written.
    private static boolean terminates(Rational value) {
        var rest = value.denominator();
        for (var prime : new long[] {2, 5}) {
            var divisor = java.math.BigInteger.valueOf(prime);
            while (rest.mod(divisor).signum() == 0) {
                rest = rest.divide(divisor);
            }
        }
        return rest.bitLength() == 1;
    }

    /// Decimal places of a value that was written as a decimal, or -1.
    private static int places(Expression value) {
        return switch (value) {
            case Number(var _, var places) -> places;
            case Product(var factors)
            when factors.size() == 2 && factors.getFirst().equals(Number.of(-1)) -> places(factors.getLast());
            default -> -1;
        };
    }

    private static int digits(Expression decimal) {
        if (!(decimal instanceof Number(var value, var places))) {
            return 0;
        }
        var scaled = value.abs().shifted(places).numerator();
        return new BigDecimal(scaled).setScale(0, RoundingMode.DOWN).precision();
    }
}
