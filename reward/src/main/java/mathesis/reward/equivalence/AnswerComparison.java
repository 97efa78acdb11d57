package mathesis.reward.equivalence;

import java.util.List;
import java.util.Optional;
import mathesis.reward.equivalence.Statement.Claim;
import mathesis.reward.equivalence.Statement.Value;
import mathesis.reward.expression.Budget;
import mathesis.reward.expression.Expression;
import mathesis.reward.expression.Expression.Based;
import mathesis.reward.expression.Expression.FiniteSet;
import mathesis.reward.expression.Expression.Listing;
import mathesis.reward.expression.Expression.Matrix;
import mathesis.reward.expression.Expression.NamedSet;
import mathesis.reward.expression.Expression.Quotient;
import mathesis.reward.expression.Expression.Ratio;
import mathesis.reward.expression.Expression.Sequence;
import mathesis.reward.expression.Expression.SetOperation;
import mathesis.reward.expression.Expression.Symbol;
import mathesis.reward.expression.Expression.Unknown;
import mathesis.reward.expression.Expression.Words;
import mathesis.reward.expression.Matrices;
import mathesis.reward.expression.Signed;

/// One comparison of two answers that have been read, by their structure. Serves one comparison on one thread.
final class AnswerComparison {
    private static final int LETTERS_OF_PRODUCT = 3;

    private final EquivalencePolicy policy;
    private final Budget budget;
    private final ValueComparison values;
    private final ListComparison lists;
    private final ClaimComparison claims;

    AnswerComparison(EquivalencePolicy policy) {
        this.policy = policy;
        budget = new Budget();
        values = new ValueComparison(policy, budget);
        lists = new ListComparison(policy, this);
        claims = new ClaimComparison(policy, budget);
    }

    /// Compares answers of any kind.
    Verdict compare(Expression gold, Expression answer) {
        budget.spendPair();
        var signedGold = spelledOut(gold);
        var signedAnswer = spelledOut(answer);
        if (lists.isList(signedGold) || lists.isList(signedAnswer)) {
            return lists.compare(signedGold, signedAnswer);
        }
        return compareStatements(Statement.of(signedGold), Statement.of(signedAnswer));
    }

    private static Expression spelledOut(Expression expression) {
        if (expression instanceof Listing(var items, var _)) {
            var spelled =
                    items.stream().flatMap(item -> Signed.values(item).stream()).toList();
            return spelled.size() == items.size() ? expression : new Listing(spelled, true);
        }
        if (expression instanceof FiniteSet(var elements)) {
            return new FiniteSet(
                    elements.stream().flatMap(e -> Signed.values(e).stream()).toList());
        }
        var both = Signed.values(expression);
        return both.size() == 1 ? expression : new Listing(both, true);
    }

    private Verdict compareStatements(Statement gold, Statement answer) {
        if (gold instanceof Value one && answer instanceof Value other) {
            return compareNamed(one, other);
        }
        if (gold instanceof Claim(var one) && answer instanceof Claim(var other)) {
            return claims.compare(one, other);
        }
        if (gold instanceof Claim(var one) && answer instanceof Value other) {
            return claims.compareWithSet(one, other);
        }
        if (gold instanceof Value one && answer instanceof Claim(var other)) {
            return claims.compareSetWithClaim(one, other);
        }
        return Reason.NOT_SHOWN.undecided();
    }

    private Verdict compareNamed(Value gold, Value answer) {
        var verdict = compareValues(gold.value(), answer.value());
        boolean bothNamed = !gold.names().isEmpty() && !answer.names().isEmpty();
        if (!bothNamed || sameNames(gold.names().getFirst(), answer.names().getFirst())) {
            return verdict;
        }
        if (verdict.kind() == Verdict.Kind.EQUAL) {
            return policy.strictVariables() ? Reason.OTHER_VARIABLE.undecided() : verdict;
        }
        return claims.compareEquations(gold, answer).orElse(verdict);
    }

    /// `y` and `f(x)` both name the value of a function.
    private static boolean sameNames(Expression one, Expression other) {
        return one.equals(other) || isFunctionName(one) && isFunctionName(other) && (isY(one) || isY(other));
    }

    private static boolean isFunctionName(Expression name) {
        return name instanceof Unknown || isY(name);
    }

    private static boolean isY(Expression name) {
        return name.equals(new Symbol("y"));
    }

    private Verdict compareValues(Expression gold, Expression answer) {
        var matrix = Matrices.of(gold);
        var otherMatrix = Matrices.of(answer);
        if (matrix.isPresent() || otherMatrix.isPresent()) {
            return compareMatrices(matrix, gold, otherMatrix, answer);
        }
        if (gold instanceof FiniteSet(var one) && one.size() == 1 && isScalar(answer)) {
            return compare(one.getFirst(), answer);
        }
        if (answer instanceof FiniteSet(var one) && one.size() == 1 && isScalar(gold)) {
            return compare(gold, one.getFirst());
        }
        if (gold instanceof Sequence one && answer instanceof Sequence other) {
            return compareSequences(one, other);
        }
        if (gold instanceof Ratio || answer instanceof Ratio) {
            return compareRatios(gold, answer);
        }
        if (gold instanceof Words || answer instanceof Words) {
            return compareWords(gold, answer);
        }
        if (gold instanceof Based || answer instanceof Based) {
            return compareBased(gold, answer);
        }
        if (isSet(gold) && isSet(answer)) {
            return claims.compareSets(gold, answer);
        }
        return isScalar(gold) && isScalar(answer) ? values.compare(gold, answer) : Reason.OTHER_KIND.undecided();
    }

    private static boolean isScalar(Expression expression) {
        return switch (expression) {
            case Sequence _,
                    FiniteSet _,
                    NamedSet _,
                    SetOperation _,
                    Matrix _,
                    Listing _,
                    Words _,
                    Ratio _,
                    Based _,
                    Expression.Relation _ -> false;
            default -> true;
        };
    }

    private static boolean isSet(Expression expression) {
        return switch (expression) {
            case Sequence _, FiniteSet _, NamedSet _, SetOperation _ -> true;
            default -> false;
        };
    }

    private Verdict compareSequences(Sequence gold, Sequence answer) {
        if (gold.items().size() != answer.items().size()) {
            return Reason.OTHER_COUNT.different();
        }
        boolean sameBrackets =
                gold.open() == answer.open() && gold.close() == answer.close() || isVector(gold) && isVector(answer);
        if (!sameBrackets && policy.strictBrackets()) {
            return Reason.OTHER_BRACKETS.different();
        }
        return policy.tuplesAsSets()
                ? lists.unordered(gold.items(), answer.items())
                : lists.ordered(gold.items(), answer.items());
    }

    /// Angle brackets, and square brackets round three or more, write the same vectors as round ones.
    private static boolean isVector(Sequence sequence) {
        boolean matching = sequence.open() == '(' && sequence.close() == ')'
                || sequence.open() == '<'
                || sequence.open() == '['
                        && sequence.close() == ']'
                        && sequence.items().size() > 2;
        return matching;
    }

    private Verdict compareMatrices(
            Optional<Matrix> matrix, Expression gold, Optional<Matrix> otherMatrix, Expression answer) {
        if (matrix.isPresent() && otherMatrix.isPresent()) {
            var one = matrix.get().rows();
            var other = otherMatrix.get().rows();
            boolean sameShape = one.size() == other.size()
                    && one.getFirst().size() == other.getFirst().size();
            return sameShape ? lists.ordered(flat(one), flat(other)) : Reason.OTHER_COUNT.different();
        }
        var rows = matrix.or(() -> otherMatrix).orElseThrow().rows();
        var rest = matrix.isPresent() ? answer : gold;
        boolean vector = rows.size() == 1 || rows.getFirst().size() == 1;
        if (!vector
                || !(rest instanceof Sequence sequence)
                || !isVector(sequence)
                || sequence.items().size() != flat(rows).size()) {
            return Reason.OTHER_KIND.undecided();
        }
        return matrix.isPresent()
                ? lists.ordered(flat(rows), sequence.items())
                : lists.ordered(sequence.items(), flat(rows));
    }

    private static List<Expression> flat(List<List<Expression>> rows) {
        return rows.stream().flatMap(List::stream).toList();
    }

    /// Ratios may be scaled, times of day may not.
    private Verdict compareRatios(Expression gold, Expression answer) {
        if (!(gold instanceof Ratio(var parts, var time)) || !(answer instanceof Ratio(var others, var otherTime))) {
            return compareRatioWithFraction(gold, answer);
        }
        if (parts.size() != others.size()) {
            return Reason.OTHER_COUNT.different();
        }
        var verdict = lists.ordered(parts, others);
        if (verdict.kind() == Verdict.Kind.EQUAL || time && otherTime) {
            return verdict;
        }
        var one = new Quotient(parts.getFirst(), parts.getLast());
        for (int i = 1; i < parts.size(); i++) {
            var fraction = values.compare(
                    new Quotient(parts.getFirst(), parts.get(i)), new Quotient(others.getFirst(), others.get(i)));
            if (fraction.kind() != Verdict.Kind.EQUAL) {
                return fraction;
            }
        }
        return isScalar(one) ? Reason.SAME_VALUE.equal() : Reason.NOT_SHOWN.undecided();
    }

    private Verdict compareRatioWithFraction(Expression gold, Expression answer) {
        var ratio = gold instanceof Ratio one ? one : (Ratio) answer;
        var rest = gold instanceof Ratio ? answer : gold;
        if (ratio.parts().size() != 2 || ratio.time() || !(rest instanceof Quotient)) {
            return Reason.OTHER_KIND.undecided();
        }
        return values.compare(
                new Quotient(ratio.parts().getFirst(), ratio.parts().getLast()), rest);
    }

    private Verdict compareWords(Expression gold, Expression answer) {
        if (gold instanceof Words(var one) && answer instanceof Words(var other)) {
            return one.equalsIgnoreCase(other) ? Reason.SAME_TEXT.equal() : Reason.OTHER_TEXT.undecided();
        }
        var one = asProduct(gold);
        var other = asProduct(answer);
        return isScalar(one) && isScalar(other) ? values.compare(one, other) : Reason.OTHER_KIND.undecided();
    }

    /// Three small letters are a product beside one, and a word beside a word.
    private static Expression asProduct(Expression expression) {
        if (!(expression instanceof Words(var text)) || text.length() != LETTERS_OF_PRODUCT) {
            return expression;
        }
        boolean small = text.chars().allMatch(c -> c >= 'a' && c <= 'z' && c != 'e' && c != 'i');
        return small
                ? new Expression.Product(text.chars()
                        .mapToObj(c -> (Expression) new Symbol(Character.toString(c)))
                        .toList())
                : expression;
    }

    private static Verdict compareBased(Expression gold, Expression answer) {
        if (!(gold instanceof Based(var digits, var base)) || !(answer instanceof Based(var others, var otherBase))) {
            return Reason.OTHER_KIND.undecided();
        }
        if (base != otherBase) {
            return Reason.NOT_SHOWN.undecided();
        }
        boolean same = digits.replaceFirst("^0+(?=.)", "").equals(others.replaceFirst("^0+(?=.)", ""));
        return same ? Reason.SAME_NUMBER.equal() : Reason.OTHER_NUMBER.different();
    }
}
