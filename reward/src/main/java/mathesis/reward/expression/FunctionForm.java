package mathesis.reward.expression;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/// Canonical forms of function values.
final class FunctionForm {
    private static final Rational HALF = Rational.of(1, 2);
    private static final int LARGEST_LOWER_INDEX = 12;

    private final Algebra algebra;
    private final PowerForm powers;
    private final TrigonometricForm trigonometry;

    FunctionForm(Algebra algebra, PowerForm powers) {
        this.algebra = algebra;
        this.powers = powers;
        trigonometry = new TrigonometricForm(algebra, powers);
    }

    RationalFunction apply(Function function, List<RationalFunction> arguments) {
        var first = arguments.getFirst();
        return switch (function) {
            case SIN -> trigonometry.sine(first);
            case COS -> trigonometry.cosine(first);
            case TAN -> trigonometry.sine(first).dividedBy(trigonometry.cosine(first), algebra);
            case COT -> trigonometry.cosine(first).dividedBy(trigonometry.sine(first), algebra);
            case SEC -> one().dividedBy(trigonometry.cosine(first), algebra);
            case CSC -> one().dividedBy(trigonometry.sine(first), algebra);
            case ARCSIN, ARCTAN -> odd(function, first);
            case ARCCOS -> rightAngle().plus(odd(Function.ARCSIN, first).negate(), algebra);
            case SINH -> exponentials(first, Rational.of(-1)).times(constant(HALF), algebra);
            case COSH -> exponentials(first, Rational.ONE).times(constant(HALF), algebra);
            case TANH -> exponentials(first, Rational.of(-1)).dividedBy(exponentials(first, Rational.ONE), algebra);
            case EXP -> exponential(first);
            case LN -> logarithm(first);
            case LOG -> logarithm(first).dividedBy(logarithm(arguments.get(1)), algebra);
            case ABS -> absolute(first);
            case FLOOR -> rounded(function, first);
            case CEILING -> rounded(Function.FLOOR, first.negate()).negate();
            case FACTORIAL -> factorial(first);
            case BINOMIAL -> binomial(first, arguments.get(1));
            case GCD, LCM, MAX, MIN, MOD -> ofRationals(function, arguments);
            case CONJUGATE, REAL_PART, IMAGINARY_PART -> opaque(function, arguments);
        };
    }

    private RationalFunction one() {
        return RationalFunction.of(Polynomial.ONE);
    }

    private static RationalFunction constant(Rational value) {
        return RationalFunction.of(value);
    }

    private RationalFunction rightAngle() {
        return RationalFunction.of(
                algebra.generator(Generators.PI, Rational.ONE).scaled(HALF));
    }

    private RationalFunction exponential(RationalFunction exponent) {
        return powers.power(RationalFunction.of(algebra.generator(Generators.E, Rational.ONE)), exponent);
    }

    private RationalFunction exponentials(RationalFunction argument, Rational sign) {
        var falling = exponential(argument.negate()).times(constant(sign), algebra);
        return exponential(argument).plus(falling, algebra);
    }

    /// A function with `f(-x) = -f(x)` of an argument without a leading minus.
    private RationalFunction odd(Function function, RationalFunction argument) {
        if (argument.dividend().isZero()) {
            return argument;
        }
        boolean negative = Signs.isNegative(argument, algebra);
        var value = opaque(function, List.of(negative ? argument.negate() : argument));
        return negative ? value.negate() : value;
    }

    /// The logarithm of a product of positive numbers is a sum.
    private RationalFunction logarithm(RationalFunction argument) {
        if (argument.dividend().isZero()) {
            throw new NoValue("logarithm of 0");
        }
        if (!argument.isPolynomial()
                || !argument.dividend().isSingle()
                || !argument.divisor().equals(Polynomial.ONE)) {
            return opaque(Function.LN, List.of(argument));
        }
        var monomial = argument.dividend().monomial();
        var coefficient = argument.dividend().coefficient();
        for (int i = 0; i < monomial.size(); i++) {
            int generator = monomial.generator(i);
            boolean known = generator == Generators.E
                    || algebra.generators.isRootOfInteger(generator)
                    || generator == Generators.PI;
            if (!known) {
                return lonely(argument, monomial, coefficient);
            }
        }
        var sum = ofRational(coefficient.abs());
        for (int i = 0; i < monomial.size(); i++) {
            sum = sum.plus(ofGenerator(monomial.generator(i)).times(constant(monomial.exponent(i)), algebra), algebra);
        }
        if (coefficient.signum() > 0) {
            return sum;
        }
        var turn = algebra.times(
                algebra.generator(Generators.PI, Rational.ONE), algebra.generator(Generators.I, Rational.ONE));
        return sum.plus(RationalFunction.of(turn), algebra);
    }

    /// A positive factor leaves the logarithm of what holds unknowns.
    private RationalFunction lonely(RationalFunction argument, Monomial monomial, Rational coefficient) {
        if (coefficient.signum() < 0 || coefficient.equals(Rational.ONE)) {
            return opaque(Function.LN, List.of(argument));
        }
        var rest = RationalFunction.of(Polynomial.of(monomial, Rational.ONE));
        return ofRational(coefficient).plus(opaque(Function.LN, List.of(rest)), algebra);
    }

    private RationalFunction ofGenerator(int generator) {
        if (generator == Generators.E) {
            return one();
        }
        return generator == Generators.PI
                ? opaque(Function.LN, List.of(RationalFunction.of(algebra.generator(generator, Rational.ONE))))
                : ofPrime(algebra.generators.prime(generator));
    }

    private RationalFunction ofPrime(BigInteger prime) {
        int generator = algebra.generators.value("ln " + prime, true);
        return RationalFunction.of(algebra.generator(generator, Rational.ONE));
    }

    private RationalFunction ofRational(Rational number) {
        var sum = constant(Rational.ZERO);
        for (var factor : PrimeFactor.of(number.numerator())) {
            sum = sum.plus(ofPrime(factor.factor()).times(constant(Rational.of(factor.exponent())), algebra), algebra);
        }
        for (var factor : PrimeFactor.of(number.denominator())) {
            sum = sum.plus(ofPrime(factor.factor()).times(constant(Rational.of(-factor.exponent())), algebra), algebra);
        }
        return sum;
    }

    private RationalFunction absolute(RationalFunction argument) {
        if (argument.isConstant()) {
            return constant(
                    argument.constant().dividedBy(argument.divisor().constant()).abs());
        }
        boolean negative = Signs.isNegative(argument, algebra);
        return opaque(Function.ABS, List.of(negative ? argument.negate() : argument));
    }

    private RationalFunction rounded(Function function, RationalFunction argument) {
        return argument.isConstant()
                ? constant(new Rational(value(argument).floor(), BigInteger.ONE))
                : opaque(function, List.of(argument));
    }

    private static Rational value(RationalFunction constant) {
        return constant.constant().dividedBy(constant.divisor().constant());
    }

    private RationalFunction factorial(RationalFunction argument) {
        if (!argument.isConstant()) {
            return opaque(Function.FACTORIAL, List.of(argument));
        }
        var n = value(argument);
        if (!n.isWhole() || n.signum() < 0) {
            throw new NoValue("factorial of no natural number");
        }
        if (!n.fitsInt() || n.intValue() > Budget.LARGEST_FACTORIAL) {
            return opaque(Function.FACTORIAL, List.of(argument));
        }
        var product = BigInteger.ONE;
        for (int i = 2; i <= n.intValue(); i++) {
            product = product.multiply(BigInteger.valueOf(i));
        }
        return constant(Polynomial.checked(new Rational(product, BigInteger.ONE)));
    }

    /// A polynomial in the upper index when the lower one is a small number.
    private RationalFunction binomial(RationalFunction upper, RationalFunction lower) {
        var small = lower.isConstant() ? smallIndex(upper, value(lower)) : Optional.<Rational>empty();
        if (small.isEmpty()) {
            return opaque(Function.BINOMIAL, List.of(upper, lower));
        }
        int k = small.get().intValue();
        if (k > LARGEST_LOWER_INDEX && !upper.isConstant()) {
            return opaque(Function.BINOMIAL, List.of(upper, lower));
        }
        var product = one();
        for (int i = 0; i < k; i++) {
            var factor = upper.plus(constant(Rational.of(-i)), algebra);
            product = product.times(factor, algebra).times(constant(Rational.of(1, i + 1L)), algebra);
        }
        return product;
    }

    /// The lower index, or its complement where that is smaller.
    private static Optional<Rational> smallIndex(RationalFunction upper, Rational lower) {
        if (!lower.isWhole() || lower.signum() < 0) {
            return Optional.empty();
        }
        var least = lower;
        if (upper.isConstant() && value(upper).isWhole() && value(upper).compareTo(lower) >= 0) {
            var complement = value(upper).minus(lower);
            least = complement.compareTo(lower) < 0 ? complement : lower;
        }
        return least.fitsInt() && least.intValue() <= Budget.LARGEST_FACTORIAL ? Optional.of(least) : Optional.empty();
    }

    private RationalFunction ofRationals(Function function, List<RationalFunction> arguments) {
        if (!arguments.stream().allMatch(RationalFunction::isConstant)) {
            return opaque(function, arguments);
        }
        var values = arguments.stream().map(FunctionForm::value).toList();
        return constant(
                values.stream().reduce((a, b) -> combined(function, a, b)).orElseThrow());
    }

    private static Rational combined(Function function, Rational a, Rational b) {
        return switch (function) {
            case MAX -> a.compareTo(b) >= 0 ? a : b;
            case MIN -> a.compareTo(b) <= 0 ? a : b;
            case MOD -> remainder(a, b);
            default -> common(function, a, b);
        };
    }

    private static Rational remainder(Rational a, Rational b) {
        if (b.signum() == 0) {
            throw new NoValue("remainder by 0");
        }
        return a.minus(b.times(new Rational(a.dividedBy(b).floor(), BigInteger.ONE)));
    }

    private static Rational common(Function function, Rational a, Rational b) {
        if (!a.isWhole() || !b.isWhole() || a.signum() == 0 || b.signum() == 0) {
            throw new NoValue("divisors of no whole number");
        }
        var divisor = a.numerator().gcd(b.numerator());
        return new Rational(
                function == Function.GCD
                        ? divisor
                        : a.numerator().multiply(b.numerator()).abs().divide(divisor),
                BigInteger.ONE);
    }

    private RationalFunction opaque(Function function, List<RationalFunction> arguments) {
        var key = new StringBuilder(function.name());
        for (var argument : arguments) {
            key.append('(').append(argument.key(algebra)).append(')');
        }
        int generator = algebra.generators.value(key.toString(), false);
        return RationalFunction.of(algebra.generator(generator, Rational.ONE));
    }
}
