package mathesis.reward.expression;

import java.util.List;

/// What an answer says, as a tree. Values come first, statements and collections of values after them.
/// Immutable; depth and size are bounded by the [Budget] that it was read under.
public sealed interface Expression {
    /// An exact number.
    ///
    /// @param places decimal places shown, or -1 where it was not written as a decimal
    record Number(Rational value, int places) implements Expression {
        /// A number written without a decimal point.
        public static Number of(Rational value) {
            return new Number(value, -1);
        }

        /// A whole number.
        public static Number of(long value) {
            return of(Rational.of(value));
        }
    }

    /// A named unknown; case matters, subscripts belong to the name.
    record Symbol(String name) implements Expression {}

    /// A number with a name of its own.
    enum Constant implements Expression {
        PI,
        E,
        I,
        INFINITY,
        /// pi / 180
        DEGREE
    }

    /// Terms added up; a difference is a sum with a term times -1.
    record Sum(List<Expression> terms) implements Expression {
        public Sum {
            terms = List.copyOf(terms);
        }
    }

    /// Factors multiplied.
    record Product(List<Expression> factors) implements Expression {
        public Product {
            factors = List.copyOf(factors);
        }
    }

    /// A fraction.
    record Quotient(Expression dividend, Expression divisor) implements Expression {}

    /// A power.
    record Power(Expression base, Expression exponent) implements Expression {}

    /// The principal root; an odd root of a negative number is the real one.
    ///
    /// @param degree at least 2
    record Root(Expression radicand, int degree) implements Expression {}

    /// A function of its arguments.
    record Apply(Function function, List<Expression> arguments) implements Expression {
        public Apply {
            arguments = List.copyOf(arguments);
        }
    }

    /// A function that is only named: `f(x)`.
    record Unknown(String name, List<Expression> arguments) implements Expression {
        public Unknown {
            arguments = List.copyOf(arguments);
        }
    }

    /// The values with either sign.
    ///
    /// @param sign 1 for plus-minus, -1 for minus-plus
    record PlusMinus(Expression value, int sign) implements Expression {}

    /// A value followed by words that name what it counts or measures.
    record Measured(Expression value, String words) implements Expression {}

    /// Digits in a base: `204_5`.
    record Based(String digits, int base) implements Expression {}

    /// `7:32`; also a time of day such as `12:00`.
    ///
    /// @param time every part after the first was written as two digits below 60
    record Ratio(List<Expression> parts, boolean time) implements Expression {
        public Ratio {
            parts = List.copyOf(parts);
        }
    }

    /// A tuple, point, vector or interval: two of anything in round or square brackets may be either.
    ///
    /// @param open  `(` or `[`, or `<` for a vector in angle brackets
    /// @param close `)`, `]` or `>`
    record Sequence(char open, char close, List<Expression> items) implements Expression {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /// A finite set by its elements; empty for the empty set.
    record FiniteSet(List<Expression> elements) implements Expression {
        public FiniteSet {
            elements = List.copyOf(elements);
        }
    }

    /// A set with a name.
    enum NamedSet implements Expression {
        REALS,
        INTEGERS,
        NATURALS,
        RATIONALS,
        COMPLEX
    }

    /// Sets put together.
    record SetOperation(Operator operator, List<Expression> parts) implements Expression {
        /// How.
        public enum Operator {
            UNION,
            INTERSECTION,
            DIFFERENCE
        }

        public SetOperation {
            parts = List.copyOf(parts);
        }
    }

    /// Rows of equal length, at least one.
    record Matrix(List<List<Expression>> rows) implements Expression {
        public Matrix {
            rows = rows.stream().map(List::copyOf).toList();
        }
    }

    /// A chain of comparisons: `a < b <= c`.
    ///
    /// @param signs one fewer than members
    record Relation(List<Expression> members, List<Comparison> signs) implements Expression {
        public Relation {
            members = List.copyOf(members);
            signs = List.copyOf(signs);
        }
    }

    /// Several answers beside each other.
    ///
    /// @param unordered joined by a word or semicolon rather than bare commas
    record Listing(List<Expression> items, boolean unordered) implements Expression {
        public Listing {
            items = List.copyOf(items);
        }
    }

    /// Words where a value might stand.
    record Words(String text) implements Expression {}

    /// How two members of a relation compare.
    enum Comparison {
        EQUAL,
        APPROXIMATE,
        NOT_EQUAL,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL,
        MEMBER,
        SUBSET,
        CONGRUENT;

        /// The same comparison read from right to left.
        public Comparison flipped() {
            return switch (this) {
                case LESS -> GREATER;
                case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
                case GREATER -> LESS;
                case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
                case EQUAL, APPROXIMATE, NOT_EQUAL, MEMBER, SUBSET, CONGRUENT -> this;
            };
        }

        /// Whether this orders its members.
        public boolean isOrder() {
            return this == LESS || this == LESS_OR_EQUAL || this == GREATER || this == GREATER_OR_EQUAL;
        }
    }

    /// The opposite.
    static Expression negate(Expression value) {
        return value instanceof Number(var number, var places)
                ? new Number(number.negate(), places)
                : new Product(List.of(Number.of(-1), value));
    }
}
