package mathesis.reward.equivalence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mathesis.reward.equivalence.Statement.Value;
import mathesis.reward.expression.Budget;
import mathesis.reward.expression.Expression;
import mathesis.reward.expression.Expression.Comparison;
import mathesis.reward.expression.Expression.Relation;
import mathesis.reward.expression.Expression.Sum;
import mathesis.reward.expression.Identity;
import mathesis.reward.expression.RealSet;
import mathesis.reward.expression.RealSets;

/// Compares equations, inequalities and the sets that they describe.
final class ClaimComparison {
    private final EquivalencePolicy policy;
    private final Identity identity;
    private final RealSets sets;

    ClaimComparison(EquivalencePolicy policy, Budget budget) {
        this.policy = policy;
        identity = new Identity(budget);
        sets = new RealSets(identity);
    }

    /// One comparison of two values, as what has to be positive, or 0, or not 0.
    private record Constraint(Expression difference, Comparison sign) {}

    /// Two claims say the same when their constraints are positive multiples of each other, or when they describe the
    /// same set of one unknown.
    Verdict compare(Relation gold, Relation answer) {
        if (gold.equals(answer)) {
            return Reason.SAME_VALUE.equal();
        }
        var one = constraints(gold);
        var other = constraints(answer);
        if (one.size() == other.size() && matched(one, other)) {
            return Reason.SAME_VALUE.equal();
        }
        return sets.solution(gold)
                .flatMap(set -> sets.solution(answer).flatMap(same -> verdict(set, same)))
                .orElseGet(Reason.NOT_SHOWN::undecided);
    }

    private Optional<Verdict> verdict(RealSets.Solution gold, RealSets.Solution answer) {
        if (policy.strictVariables() && !gold.unknown().equals(answer.unknown())) {
            return Optional.of(Reason.OTHER_VARIABLE.undecided());
        }
        return verdict(gold.set(), answer.set());
    }

    private Optional<Verdict> verdict(RealSet gold, RealSet answer) {
        return sets.same(gold, answer).map(same -> same ? Reason.SAME_VALUE.equal() : Reason.OTHER_VALUE.different());
    }

    private boolean matched(List<Constraint> gold, List<Constraint> answer) {
        var left = new ArrayList<>(answer);
        for (var constraint : gold) {
            int match = 0;
            while (match < left.size() && !same(constraint, left.get(match))) {
                match++;
            }
            if (match == left.size()) {
                return false;
            }
            left.remove(match);
        }
        return left.isEmpty();
    }

    private boolean same(Constraint one, Constraint other) {
        boolean arithmetic =
                one.sign().isOrder() || one.sign() == Comparison.EQUAL || one.sign() == Comparison.NOT_EQUAL;
        if (one.sign() != other.sign() || !arithmetic) {
            return false;
        }
        int factor = identity.proportional(one.difference(), other.difference());
        return one.sign().isOrder() ? factor > 0 : factor != 0;
    }

    /// Each neighbouring pair as a difference; orders are written so that it has to be positive.
    private static List<Constraint> constraints(Relation relation) {
        var constraints = new ArrayList<Constraint>();
        for (int i = 0; i < relation.signs().size(); i++) {
            var sign = relation.signs().get(i);
            var left = relation.members().get(i);
            var right = relation.members().get(i + 1);
            boolean less = sign == Comparison.LESS || sign == Comparison.LESS_OR_EQUAL;
            constraints.add(
                    less
                            ? new Constraint(difference(right, left), sign.flipped())
                            : new Constraint(difference(left, right), sign));
        }
        return constraints;
    }

    private static Expression difference(Expression left, Expression right) {
        return new Sum(List.of(left, Expression.negate(right)));
    }

    /// Assignments as the equations that they also are: `y = 2x` and `x = y/2`.
    Optional<Verdict> compareEquations(Value gold, Value answer) {
        boolean constant = mathesis.reward.expression.Unknowns.none(gold.value())
                || mathesis.reward.expression.Unknowns.none(answer.value());
        if (constant || gold.member() || answer.member()) {
            return Optional.empty();
        }
        return matched(constraints(equation(gold)), constraints(equation(answer)))
                ? Optional.of(Reason.SAME_VALUE.equal())
                : Optional.empty();
    }

    private static Relation equation(Value value) {
        return new Relation(List.of(value.names().getFirst(), value.value()), List.of(Comparison.EQUAL));
    }

    /// A relation as the reference, a value as the answer: an interval for an inequality, `y = 2x` for `2x - y = 0`.
    Verdict compareWithSet(Relation gold, Value answer) {
        if (isEquation(gold)) {
            return answer.names().isEmpty() || answer.member()
                    ? Reason.OTHER_KIND.undecided()
                    : compare(gold, equation(answer));
        }
        return sets.solution(gold)
                .filter(set -> sameUnknown(set, answer))
                .flatMap(set -> sets.of(answer.value()).flatMap(other -> verdict(set.set(), other)))
                .orElseGet(Reason.OTHER_KIND::undecided);
    }

    private boolean sameUnknown(RealSets.Solution set, Value value) {
        return value.names().isEmpty()
                || !policy.strictVariables()
                || value.names().getFirst().equals(new Expression.Symbol(set.unknown()));
    }

    private static boolean isEquation(Relation relation) {
        return relation.signs().equals(List.of(Comparison.EQUAL));
    }

    /// A value as the reference, a relation as the answer; an inequality for an interval may be an echo of the
    /// question.
    Verdict compareSetWithClaim(Value gold, Relation answer) {
        if (isEquation(answer)) {
            return gold.names().isEmpty() || gold.member()
                    ? Reason.OTHER_KIND.undecided()
                    : compare(equation(gold), answer);
        }
        if (!policy.setRelations()) {
            return Reason.ECHO.undecided();
        }
        return sets.solution(answer)
                .filter(set -> sameUnknown(set, gold))
                .flatMap(set -> sets.of(gold.value()).flatMap(other -> verdict(other, set.set())))
                .orElseGet(Reason.OTHER_KIND::undecided);
    }

    Verdict compareSets(Expression gold, Expression answer) {
        if (gold.equals(answer)) {
            return Reason.SAME_VALUE.equal();
        }
        return sets.of(gold)
                .flatMap(one -> sets.of(answer).flatMap(other -> verdict(one, other)))
                .orElseGet(Reason.NOT_SHOWN::undecided);
    }
}
