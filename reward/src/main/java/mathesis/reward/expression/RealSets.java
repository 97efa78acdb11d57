package mathesis.reward.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mathesis.reward.expression.Expression.Apply;
import mathesis.reward.expression.Expression.Comparison;
import mathesis.reward.expression.Expression.Constant;
import mathesis.reward.expression.Expression.FiniteSet;
import mathesis.reward.expression.Expression.NamedSet;
import mathesis.reward.expression.Expression.Number;
import mathesis.reward.expression.Expression.Product;
import mathesis.reward.expression.Expression.Quotient;
import mathesis.reward.expression.Expression.Relation;
import mathesis.reward.expression.Expression.Sequence;
import mathesis.reward.expression.Expression.SetOperation;
import mathesis.reward.expression.Expression.Sum;
import mathesis.reward.expression.RealSet.Interval;

/// Sets of real numbers: read from intervals, finite sets and unions, or as the solutions of linear inequalities in one
/// unknown, possibly inside an absolute value. Where an order of two ends cannot be shown, nothing is said.
public final class RealSets {
    private static final Expression MINUS_INFINITY = Expression.negate(Constant.INFINITY);
    private static final int MOST_INTERVALS = 24;

    private final Identity identity;

    /// Orders ends by this.
    public RealSets(Identity identity) {
        this.identity = identity;
    }

    /// The values of one unknown.
    public record Solution(String unknown, RealSet set) {}

    /// Thrown where the order of two ends cannot be shown; caught in this class.
    private static final class Unordered extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unordered() {
            super("order of ends not shown", null, false, false);
        }
    }

    /// The set that an expression writes, where it is one of real numbers.
    public Optional<RealSet> of(Expression expression) {
        try {
            return Optional.of(read(expression));
        } catch (Unordered _) {
            return Optional.empty();
        }
    }

    /// Whether two sets are the same, where that can be shown.
    public Optional<Boolean> same(RealSet one, RealSet other) {
        try {
            return Optional.of(isSame(one, other));
        } catch (Unordered _) {
            return Optional.empty();
        }
    }

    private boolean isSame(RealSet one, RealSet other) {
        if (one.intervals().size() != other.intervals().size()) {
            return false;
        }
        for (int i = 0; i < one.intervals().size(); i++) {
            var a = one.intervals().get(i);
            var b = other.intervals().get(i);
            boolean same = a.lowClosed() == b.lowClosed()
                    && a.highClosed() == b.highClosed()
                    && order(a.low(), b.low()) == 0
                    && order(a.high(), b.high()) == 0;
            if (!same) {
                return false;
            }
        }
        return true;
    }

    private RealSet read(Expression expression) {
        return switch (expression) {
            case Sequence(var open, var close, var items)
            when items.size() == 2 ->
                normal(List.of(interval(items.getFirst(), open == '[', items.getLast(), close == ']')));
            case FiniteSet(var elements) ->
                normal(elements.stream().map(e -> interval(e, true, e, true)).toList());
            case SetOperation(var operator, var parts) -> combined(operator, parts);
            case NamedSet set when set == NamedSet.REALS -> everything();
            default -> throw new Unordered();
        };
    }

    private static RealSet everything() {
        return new RealSet(List.of(new Interval(MINUS_INFINITY, false, Constant.INFINITY, false)));
    }

    private static Interval interval(Expression low, boolean lowClosed, Expression high, boolean highClosed) {
        return new Interval(
                low, lowClosed && !low.equals(MINUS_INFINITY), high, highClosed && high != Constant.INFINITY);
    }

    private RealSet combined(SetOperation.Operator operator, List<Expression> parts) {
        var result = read(parts.getFirst());
        for (var part : parts.subList(1, parts.size())) {
            var other = read(part);
            result = switch (operator) {
                case UNION -> union(result, other);
                case INTERSECTION -> intersection(result, other);
                case DIFFERENCE -> intersection(result, complement(other));
            };
        }
        return result;
    }

    private RealSet union(RealSet one, RealSet other) {
        var all = new ArrayList<>(one.intervals());
        all.addAll(other.intervals());
        return normal(all);
    }

    private RealSet intersection(RealSet one, RealSet other) {
        var all = new ArrayList<Interval>();
        for (var a : one.intervals()) {
            for (var b : other.intervals()) {
                all.add(common(a, b));
            }
        }
        return normal(all);
    }

    private Interval common(Interval a, Interval b) {
        int low = order(a.low(), b.low());
        int high = order(a.high(), b.high());
        return new Interval(
                low >= 0 ? a.low() : b.low(),
                low == 0 ? a.lowClosed() && b.lowClosed() : low > 0 ? a.lowClosed() : b.lowClosed(),
                high <= 0 ? a.high() : b.high(),
                high == 0 ? a.highClosed() && b.highClosed() : high < 0 ? a.highClosed() : b.highClosed());
    }

    private RealSet complement(RealSet set) {
        var gaps = new ArrayList<Interval>();
        Expression low = MINUS_INFINITY;
        boolean closed = false;
        for (var interval : set.intervals()) {
            gaps.add(new Interval(low, closed, interval.low(), !interval.lowClosed() && isFinite(interval.low())));
            low = interval.high();
            closed = !interval.highClosed() && isFinite(low);
        }
        gaps.add(new Interval(low, closed, Constant.INFINITY, false));
        return normal(gaps);
    }

    private static boolean isFinite(Expression end) {
        return end != Constant.INFINITY && !end.equals(MINUS_INFINITY);
    }

    /// Sorts intervals, drops empty ones and joins those that touch.
    private RealSet normal(List<Interval> intervals) {
        if (intervals.size() > MOST_INTERVALS) {
            throw new Unordered();
        }
        var sorted = new ArrayList<Interval>();
        for (var interval : intervals) {
            int order = order(interval.low(), interval.high());
            if (order < 0 || order == 0 && interval.lowClosed() && interval.highClosed()) {
                insert(sorted, interval);
            }
        }
        var joined = new ArrayList<Interval>();
        for (var interval : sorted) {
            boolean touches = !joined.isEmpty() && touches(joined.getLast(), interval);
            joined.add(touches ? span(joined.removeLast(), interval) : interval);
        }
        return new RealSet(joined);
    }

    private void insert(List<Interval> sorted, Interval interval) {
        int at = sorted.size();
        while (at > 0 && startsBefore(interval, sorted.get(at - 1))) {
            at--;
        }
        sorted.add(at, interval);
    }

    private boolean startsBefore(Interval one, Interval other) {
        int order = order(one.low(), other.low());
        return order < 0 || order == 0 && one.lowClosed() && !other.lowClosed();
    }

    private boolean touches(Interval left, Interval right) {
        int order = order(left.high(), right.low());
        return order > 0 || order == 0 && (left.highClosed() || right.lowClosed());
    }

    private Interval span(Interval left, Interval right) {
        int order = order(left.high(), right.high());
        boolean closed = order == 0
                ? left.highClosed() || right.highClosed()
                : order > 0 ? left.highClosed() : right.highClosed();
        return new Interval(left.low(), left.lowClosed(), order >= 0 ? left.high() : right.high(), closed);
    }

    /// The order of two ends.
    private int order(Expression one, Expression other) {
        return identity.order(one, other).orElseThrow(Unordered::new);
    }

    /// The solutions of inequalities that are linear in one unknown.
    public Optional<Solution> solution(Relation relation) {
        var unknowns = Unknowns.of(relation);
        if (unknowns.size() != 1) {
            return Optional.empty();
        }
        var unknown = unknowns.iterator().next();
        try {
            var set = everything();
            for (int i = 0; i < relation.signs().size(); i++) {
                var next = solve(
                        relation.members().get(i),
                        relation.signs().get(i),
                        relation.members().get(i + 1),
                        unknown);
                set = intersection(set, next);
            }
            return Optional.of(new Solution(unknown, set));
        } catch (Unordered _) {
            return Optional.empty();
        }
    }

    private RealSet solve(Expression left, Comparison sign, Expression right, String unknown) {
        if (isAbsolute(right) && !isAbsolute(left)) {
            return solve(right, sign.flipped(), left, unknown);
        }
        if (left instanceof Apply(var function, var arguments) && function == Function.ABS && Unknowns.none(right)) {
            return absolute(arguments.getFirst(), sign, right, unknown);
        }
        return linear(left, sign, right, unknown);
    }

    private static boolean isAbsolute(Expression expression) {
        return expression instanceof Apply(var function, var _) && function == Function.ABS;
    }

    private RealSet absolute(Expression inner, Comparison sign, Expression bound, String unknown) {
        var opposite = Expression.negate(bound);
        return switch (sign) {
            case LESS, LESS_OR_EQUAL ->
                intersection(linear(inner, sign, bound, unknown), linear(inner, sign.flipped(), opposite, unknown));
            case GREATER, GREATER_OR_EQUAL ->
                union(linear(inner, sign, bound, unknown), linear(inner, sign.flipped(), opposite, unknown));
            case EQUAL, APPROXIMATE, NOT_EQUAL, MEMBER, SUBSET, CONGRUENT -> throw new Unordered();
        };
    }

    /// Solves `slope * x + offset` compared with 0.
    private RealSet linear(Expression left, Comparison sign, Expression right, String unknown) {
        var difference = new Sum(List.of(left, Expression.negate(right)));
        Expression offset = Substitution.of(difference, unknown, Number.of(0));
        var slope = new Sum(List.of(Substitution.of(difference, unknown, Number.of(1)), Expression.negate(offset)));
        var line = new Sum(List.of(new Product(List.of(slope, new Expression.Symbol(unknown))), offset));
        if (identity.decide(difference, line) != Identity.Finding.EQUAL) {
            throw new Unordered();
        }
        int direction = order(slope, Number.of(0));
        if (direction == 0) {
            throw new Unordered();
        }
        var root = new Quotient(Expression.negate(offset), slope);
        return half(root, direction > 0 ? sign : sign.flipped());
    }

    private RealSet half(Expression end, Comparison sign) {
        return switch (sign) {
            case LESS, LESS_OR_EQUAL ->
                normal(List.of(new Interval(MINUS_INFINITY, false, end, sign == Comparison.LESS_OR_EQUAL)));
            case GREATER, GREATER_OR_EQUAL ->
                normal(List.of(new Interval(end, sign == Comparison.GREATER_OR_EQUAL, Constant.INFINITY, false)));
            case EQUAL -> normal(List.of(new Interval(end, true, end, true)));
            case NOT_EQUAL -> complement(normal(List.of(new Interval(end, true, end, true))));
            case APPROXIMATE, MEMBER, SUBSET, CONGRUENT -> throw new Unordered();
        };
    }
}
