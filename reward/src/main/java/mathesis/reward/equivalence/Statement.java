package mathesis.reward.equivalence;

import java.util.List;
import mathesis.reward.expression.Expression;
import mathesis.reward.expression.Expression.Comparison;
import mathesis.reward.expression.Expression.Constant;
import mathesis.reward.expression.Expression.Product;
import mathesis.reward.expression.Expression.Relation;
import mathesis.reward.expression.Expression.Symbol;
import mathesis.reward.expression.Expression.Unknown;
import mathesis.reward.expression.Unknowns;

/// One answer taken apart: a value that may have a name, or a relation that has to hold.
sealed interface Statement {
    /// A value.
    ///
    /// @param names  what stands before the sign of equality, as it was read; empty where the value is bare
    /// @param member whether the name is a member of the value, a set
    record Value(List<Expression> names, Expression value, boolean member) implements Statement {}

    /// An equation, an inequality or a chain of them.
    record Claim(Relation relation) implements Statement {}

    /// Takes an expression apart: `x = 5 + 6 = 11` says 11 of x, `2x + z = 1` says nothing of one value.
    static Statement of(Expression expression) {
        return switch (expression) {
            case Relation relation -> ofRelation(relation);
            default -> new Value(List.of(), expression, false);
        };
    }

    private static Statement ofRelation(Relation relation) {
        if (relation.signs().equals(List.of(Comparison.MEMBER))
                && isName(relation.members().getFirst())) {
            return new Value(
                    List.of(relation.members().getFirst()), relation.members().getLast(), true);
        }
        boolean equalities =
                relation.signs().stream().allMatch(sign -> sign == Comparison.EQUAL || sign == Comparison.APPROXIMATE);
        return equalities ? ofChain(relation, exact(relation)) : new Claim(relation);
    }

    /// The members before a sign of approximation, where they say more than a name.
    private static List<Expression> exact(Relation relation) {
        int approximate = relation.signs().indexOf(Comparison.APPROXIMATE);
        boolean more = approximate > 0
                || approximate == 0 && !isName(relation.members().getFirst());
        return more ? relation.members().subList(0, approximate + 1) : relation.members();
    }

    private static Statement ofChain(Relation relation, List<Expression> members) {
        var first = members.getFirst();
        var last = members.getLast();
        boolean named = isName(first);
        if (members.size() == 1) {
            return new Value(List.of(), first, false);
        }
        if (members.stream().allMatch(first::equals)) {
            return new Claim(relation); // holds whatever the unknowns are
        }
        if (members.stream().allMatch(Statement::isName)) {
            return members.size() == 2 ? new Value(List.of(first), last, false) : new Claim(relation);
        }
        boolean chain = members.size() > 2 && !(last instanceof Symbol);
        if (named || chain || Unknowns.none(first) && Unknowns.none(last)) {
            return new Value(named ? List.of(first) : List.of(), last, false);
        }
        if (last instanceof Symbol && Unknowns.none(first)) {
            return new Value(List.of(last), first, false);
        }
        return new Claim(relation);
    }

    /// Whether this only names a value: `x`, `f(x)`, `AB`.
    private static boolean isName(Expression expression) {
        return switch (expression) {
            case Symbol _, Unknown _ -> true;
            case Product(var factors) -> isProductName(factors);
            case Expression.Words _ -> true;
            case Expression.Sequence(var _, var _, var items) -> items.stream().allMatch(Symbol.class::isInstance);
            case Expression.Ratio(var parts, var _) -> parts.stream().allMatch(Statement::isName);
            default -> expression == Constant.E || expression == Constant.I;
        };
    }

    /// Points make segments, angles and triangles: `AB`, `\angle ABC`, `m\angle A`; and `P(x)`.
    private static boolean isProductName(List<Expression> factors) {
        boolean symbols = factors.stream().allMatch(Symbol.class::isInstance);
        boolean capitals = factors.stream().allMatch(factor -> factor instanceof Symbol(var name) && isPoint(name));
        boolean call = symbols
                && factors.size() == 2
                && factors.getFirst() instanceof Symbol(var name)
                && name.length() == 1
                && Character.isUpperCase(name.charAt(0));
        return symbols && (capitals || call);
    }

    private static boolean isPoint(String name) {
        return Character.isUpperCase(name.charAt(0))
                || name.equals("angle")
                || name.equals("triangle")
                || name.equals("m");
    }
}
