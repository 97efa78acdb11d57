package mathesis.reward.expression;

import java.math.BigInteger;
import java.util.Optional;

/// Canonical forms of sine and cosine: exact values at multiples of pi/12 and pi/10 that have plain ones, and
/// `cos^2 = 1 - sin^2` elsewhere.
final class TrigonometricForm {
    private static final Rational HALF = Rational.of(1, 2);

    private final Algebra algebra;
    private final PowerForm powers;

    TrigonometricForm(Algebra algebra, PowerForm powers) {
        this.algebra = algebra;
        this.powers = powers;
    }

    RationalFunction cosine(RationalFunction argument) {
        var turns = turns(argument);
        return turns.isPresent() ? RationalFunction.of(sineOfTurns(turns.get().plus(HALF))) : value(argument, true);
    }

    RationalFunction sine(RationalFunction argument) {
        var turns = turns(argument);
        return turns.isPresent() ? RationalFunction.of(sineOfTurns(turns.get())) : value(argument, false);
    }

    /// The argument in units of pi, where it is a rational multiple of pi.
    private Optional<Rational> turns(RationalFunction argument) {
        if (!argument.isPolynomial()) {
            return Optional.empty();
        }
        var scaled = argument.dividend()
                .scaled(Rational.ONE.dividedBy(argument.divisor().constant()));
        if (scaled.isZero()) {
            return Optional.of(Rational.ZERO);
        }
        boolean multiple = scaled.isSingle() && scaled.monomial().equals(Monomial.of(Generators.PI, Rational.ONE));
        return multiple ? Optional.of(scaled.coefficient()) : Optional.empty();
    }

    /// sin(r pi), brought to r in [0, 1/2].
    private Polynomial sineOfTurns(Rational turns) {
        var two = Rational.of(2);
        var rest = turns.minus(two.times(new Rational(turns.times(HALF).floor(), BigInteger.ONE)));
        boolean negative = rest.compareTo(Rational.ONE) >= 0;
        var upper = negative ? rest.minus(Rational.ONE) : rest;
        var acute = upper.compareTo(HALF) > 0 ? Rational.ONE.minus(upper) : upper;
        var value = acuteSine(acute);
        return negative ? value.negate() : value;
    }

    private Polynomial acuteSine(Rational turns) {
        return switch (turns.toString()) {
            case "0" -> Polynomial.ZERO;
            case "1/12" -> root(6).plus(root(2).negate()).scaled(Rational.of(1, 4));
            case "1/10" -> root(5).plus(Polynomial.of(Rational.of(-1))).scaled(Rational.of(1, 4));
            case "1/6" -> Polynomial.of(HALF);
            case "1/4" -> root(2).scaled(HALF);
            case "3/10" -> root(5).plus(Polynomial.ONE).scaled(Rational.of(1, 4));
            case "1/3" -> root(3).scaled(HALF);
            case "5/12" -> root(6).plus(root(2)).scaled(Rational.of(1, 4));
            case "1/2" -> Polynomial.ONE;
            default -> algebra.generator(algebra.generators.value("sin pi " + turns, true), Rational.ONE);
        };
    }

    private Polynomial root(long number) {
        return powers.positiveRoot(Rational.of(number), 2);
    }

    private RationalFunction value(RationalFunction argument, boolean cosine) {
        boolean negative = Signs.isNegative(argument, algebra);
        var key = (negative ? argument.negate() : argument).key(algebra);
        var sine = algebra.generator(algebra.generators.value("sin(" + key + ")", false), Rational.ONE);
        if (!cosine) {
            return RationalFunction.of(negative ? sine.negate() : sine);
        }
        var square = Polynomial.ONE.plus(algebra.times(sine, sine).negate());
        int generator = algebra.generators.value("cos(" + key + ")", Rational.of(2), square);
        return RationalFunction.of(algebra.generator(generator, Rational.ONE));
    }
}
