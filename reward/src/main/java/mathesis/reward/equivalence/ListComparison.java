package mathesis.reward.equivalence;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import mathesis.reward.expression.Expression;
import mathesis.reward.expression.Expression.FiniteSet;
import mathesis.reward.expression.Expression.Listing;
import mathesis.reward.expression.Expression.Sequence;

/// Compares several answers with several: in order where the order says something, else by matching.
final class ListComparison {
    private final EquivalencePolicy policy;
    private final AnswerComparison comparison;

    ListComparison(EquivalencePolicy policy, AnswerComparison comparison) {
        this.policy = policy;
        this.comparison = comparison;
    }

    /// Whether this holds several answers without brackets that give their order, or is a set of several or none.
    boolean isList(Expression expression) {
        return expression instanceof Listing || members(expression).isPresent();
    }

    /// The elements of a finite set other than of one element.
    private static Optional<List<Expression>> members(Expression expression) {
        var value = Statement.of(expression) instanceof Statement.Value(var _, var inner, var _) ? inner : expression;
        return value instanceof FiniteSet(var elements) && elements.size() != 1
                ? Optional.of(elements)
                : Optional.empty();
    }

    Verdict compare(Expression gold, Expression answer) {
        var goldSet = members(gold);
        var answerSet = members(answer);
        if (goldSet.isPresent() && answerSet.isPresent()) {
            return unordered(distinct(goldSet.get()), distinct(answerSet.get()));
        }
        if (goldSet.isPresent() || answerSet.isPresent()) {
            return compareSet(gold, goldSet, answer, answerSet);
        }
        if (gold instanceof Listing one && answer instanceof Listing other) {
            return compareListings(grouped(one), grouped(other));
        }
        return gold instanceof Listing one
                ? compareWithTuple(one, answer, false)
                : compareWithTuple((Listing) answer, gold, true);
    }

    private Verdict compareSet(
            Expression gold,
            Optional<List<Expression>> goldSet,
            Expression answer,
            Optional<List<Expression>> answerSet) {
        var list = goldSet.isPresent() ? answer : gold;
        if (!(list instanceof Listing(var items, var _))) {
            return Reason.OTHER_KIND.undecided();
        }
        return goldSet.isPresent()
                ? unordered(distinct(goldSet.get()), items)
                : unordered(items, distinct(answerSet.orElseThrow()));
    }

    private Verdict compareWithTuple(Listing list, Expression other, boolean tupleIsGold) {
        boolean bare = other instanceof Sequence(var open, var close, var _) && open == '(' && close == ')';
        if (!bare || list.unordered() || named(list.items())) {
            return other instanceof Sequence ? Reason.OTHER_KIND.undecided() : Reason.OTHER_COUNT.different();
        }
        var items = ((Sequence) other).items();
        return tupleIsGold ? ordered(items, list.items()) : ordered(list.items(), items);
    }

    /// Systems of named values, `p = 5, q = 2 and p = 7, q = 2`, are taken as such.
    private static Listing grouped(Listing list) {
        var names = list.items().stream().map(ListComparison::name).toList();
        boolean allNamed = names.stream().allMatch(Optional::isPresent);
        int period = names.subList(1, names.size()).indexOf(names.getFirst()) + 1;
        if (!allNamed || period < 2 || names.size() % period != 0) {
            return list;
        }
        var systems = new ArrayList<Expression>();
        for (int i = 0; i < names.size(); i += period) {
            if (!names.subList(i, i + period).equals(names.subList(0, period))) {
                return list;
            }
            systems.add(new Listing(list.items().subList(i, i + period), true));
        }
        return new Listing(systems, true);
    }

    private static Optional<Expression> name(Expression item) {
        return Statement.of(item) instanceof Statement.Value(var names, var _, var _) && !names.isEmpty()
                ? Optional.of(names.getFirst())
                : Optional.empty();
    }

    private static boolean named(List<Expression> items) {
        return items.stream().anyMatch(item -> name(item).isPresent());
    }

    private Verdict compareListings(Listing gold, Listing answer) {
        if (gold.items().size() != answer.items().size()) {
            return Reason.OTHER_COUNT.different();
        }
        boolean goldNames = severalNames(gold.items());
        boolean answerNames = severalNames(answer.items());
        if (goldNames != answerNames && sameFirst(gold, answer)) {
            return ordered(gold.items(), answer.items());
        }
        boolean free = !policy.orderedLists()
                || gold.unordered()
                || answer.unordered()
                || named(gold.items())
                || named(answer.items())
                || gold.items().stream().allMatch(ListComparison::isCollection);
        return free ? unordered(gold.items(), answer.items()) : inOrder(gold, answer);
    }

    private static boolean sameFirst(Listing gold, Listing answer) {
        return !(gold.items().getFirst() instanceof Listing) && !(answer.items().getFirst() instanceof Listing);
    }

    /// Whether every item has a name and the names differ: then the order of bare values is that of the names.
    private static boolean severalNames(List<Expression> items) {
        var names = items.stream().map(ListComparison::name).toList();
        return names.stream().allMatch(Optional::isPresent)
                && new HashSet<>(names).size() == names.size()
                && !numbered(names);
    }

    /// `x_1` and `x_2` number the solutions of one unknown.
    private static boolean numbered(List<Optional<Expression>> names) {
        var stems = new HashSet<String>();
        for (var name : names) {
            if (!(name.orElseThrow() instanceof Expression.Symbol(var text)) || text.indexOf('_') < 0) {
                return false;
            }
            stems.add(text.substring(0, text.indexOf('_')));
        }
        return stems.size() == 1;
    }

    private static boolean isCollection(Expression item) {
        return item instanceof Sequence || item instanceof FiniteSet || item instanceof Listing;
    }

    private Verdict inOrder(Listing gold, Listing answer) {
        var verdict = ordered(gold.items(), answer.items());
        if (verdict.kind() == Verdict.Kind.EQUAL) {
            return verdict;
        }
        return unordered(gold.items(), answer.items()).kind() == Verdict.Kind.EQUAL
                ? Reason.OTHER_ORDER.different()
                : verdict;
    }

    /// Equal where all pairs are; different where one is.
    Verdict ordered(List<Expression> gold, List<Expression> answer) {
        if (gold.size() != answer.size()) {
            return Reason.OTHER_COUNT.different();
        }
        var worst = Reason.SAME_VALUE.equal();
        for (int i = 0; i < gold.size(); i++) {
            var verdict = comparison.compare(gold.get(i), answer.get(i));
            if (verdict.kind() == Verdict.Kind.DIFFERENT) {
                return verdict;
            }
            worst = verdict.kind() == Verdict.Kind.EQUAL ? worst : verdict;
        }
        return worst;
    }

    /// Matches every element of the reference with one of the answer. Equality is transitive but for rounding, so that
    /// taking the first match loses nothing.
    Verdict unordered(List<Expression> gold, List<Expression> answer) {
        if (gold.size() != answer.size()) {
            return Reason.OTHER_COUNT.different();
        }
        var left = new ArrayList<>(answer);
        var open = Optional.<Verdict>empty();
        boolean missing = false;
        for (var item : gold) {
            var found = match(item, left);
            if (found.kind() == Verdict.Kind.UNDECIDED) {
                open = Optional.of(found);
            }
            missing |= found.kind() == Verdict.Kind.DIFFERENT;
        }
        if (missing) {
            return Reason.OTHER_VALUE.different();
        }
        return open.orElseGet(Reason.SAME_VALUE::equal);
    }

    private Verdict match(Expression item, List<Expression> left) {
        var best = Reason.OTHER_VALUE.different();
        for (int i = 0; i < left.size(); i++) {
            var verdict = comparison.compare(item, left.get(i));
            if (verdict.kind() == Verdict.Kind.EQUAL) {
                left.remove(i);
                return verdict;
            }
            best = verdict.kind() == Verdict.Kind.UNDECIDED ? verdict : best;
        }
        return best;
    }

    private List<Expression> distinct(List<Expression> elements) {
        var distinct = new ArrayList<Expression>();
        for (var element : elements) {
            boolean known = distinct.stream()
                    .anyMatch(other -> comparison.compare(other, element).kind() == Verdict.Kind.EQUAL);
            if (!known) {
                distinct.add(element);
            }
        }
        return distinct;
    }
}
