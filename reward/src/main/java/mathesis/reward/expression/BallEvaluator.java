package mathesis.reward.expression;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mathesis.reward.expression.Expression.Apply;
import mathesis.reward.expression.Expression.Constant;
import mathesis.reward.expression.Expression.Number;
import mathesis.reward.expression.Expression.Power;
import mathesis.reward.expression.Expression.Product;
import mathesis.reward.expression.Expression.Quotient;
import mathesis.reward.expression.Expression.Root;
import mathesis.reward.expression.Expression.Sum;
import mathesis.reward.expression.Expression.Symbol;

/// The value of an expression at one point, as a ball of complex numbers. Odd roots, and powers with such, of real
/// negative numbers are real; everything else is principal.
final class BallEvaluator {
    /// Values beyond `2^-WIDE .. 2^WIDE` inside an expression: what is lost beside them could hide a difference.
    private static final int WIDE = 64;
    private static final int LARGEST_POWER = 100_000;
    private static final int FUNCTION_COST = 20;

    private final Map<String, ComplexBall> point;
    private final int bits;
    private final Budget budget;
    private boolean extreme;

    /// @param point a value for every unknown; without one the result says nothing
    BallEvaluator(Map<String, ComplexBall> point, int bits, Budget budget) {
        this.point = point;
        this.bits = bits;
        this.budget = budget;
    }

    /// Whether a value on the way was so large, so small or so uncertain that agreement of results shows nothing.
    boolean wasExtreme() {
        return extreme;
    }

    ComplexBall of(Expression expression) {
        var value = value(expression);
        extreme |= !isModerate(value);
        return value;
    }

    /// The value alone: what is uncertain in it is for the caller to judge.
    ComplexBall value(Expression expression) {
        budget.spendBallSteps(1 + bits / 100);
        return switch (expression) {
            case Number(var value, var _) -> ComplexBall.of(Ball.of(value, bits));
            case Symbol(var name) -> point.getOrDefault(name, ComplexBall.UNKNOWN);
            case Constant constant -> constant(constant);
            case Sum(var terms) -> sum(terms);
            case Product(var factors) -> product(factors);
            case Quotient(var dividend, var divisor) -> of(dividend).dividedBy(of(divisor), bits);
            case Power(var base, var exponent) -> power(of(base), exponent);
            case Root(var radicand, var degree) -> root(of(radicand), degree);
            case Apply(var function, var arguments) -> apply(function, arguments);
            default -> ComplexBall.UNKNOWN;
        };
    }

    private static boolean isModerate(ComplexBall value) {
        return isModerate(value.re()) && isModerate(value.im());
    }

    private static boolean isModerate(Ball part) {
        return part.isExactZero() || part.isBelow(WIDE) && part.isAbove(-WIDE);
    }

    private ComplexBall constant(Constant constant) {
        return switch (constant) {
            case PI -> ComplexBall.of(BallFunctions.pi(bits));
            case E -> ComplexBall.of(BallFunctions.exp(Ball.ONE, bits));
            case I -> new ComplexBall(Ball.ZERO, Ball.ONE);
            case DEGREE -> ComplexBall.of(BallFunctions.pi(bits).dividedBy(Ball.of(180), bits));
            case INFINITY -> ComplexBall.UNKNOWN;
        };
    }

    private ComplexBall sum(List<Expression> terms) {
        var sum = ComplexBall.of(Ball.ZERO);
        for (var term : terms) {
            sum = sum.plus(of(term), bits);
        }
        return sum;
    }

    private ComplexBall product(List<Expression> factors) {
        var product = ComplexBall.of(Ball.ONE);
        for (var factor : factors) {
            product = product.times(of(factor), bits);
        }
        return product;
    }

    private ComplexBall power(ComplexBall base, Expression exponent) {
        var exact = ExactNumber.of(exponent);
        if (exact.isPresent()) {
            return rationalPower(base, exact.get());
        }
        var value = of(exponent);
        if (base.isExactZero()) {
            return ComplexBall.UNKNOWN;
        }
        return logarithm(base).times(value, bits).exp(bits);
    }

    private ComplexBall rationalPower(ComplexBall base, Rational exponent) {
        boolean small = exponent.bits() < 31 && Math.abs(exponent.numerator().intValue()) <= LARGEST_POWER;
        if (!small || base.isExactZero() && exponent.signum() <= 0) {
            return ComplexBall.UNKNOWN;
        }
        var root = exponent.isWhole() ? base : root(base, exponent.denominator().intValue());
        budget.spendBallSteps(exponent.numerator().bitLength());
        return root.pow(exponent.numerator().intValue(), bits);
    }

    private ComplexBall root(ComplexBall radicand, int degree) {
        if (radicand.isExactZero()) {
            return radicand;
        }
        if (degree == 2) {
            return radicand.sqrt(bits);
        }
        var part = Ball.ONE.dividedBy(Ball.of(degree), bits);
        boolean negative = radicand.isReal() && radicand.re().sign() < 0;
        if (negative && degree % 2 == 1) {
            return logarithm(radicand.negate()).times(part, bits).exp(bits).negate();
        }
        return logarithm(radicand).times(part, bits).exp(bits);
    }

    private ComplexBall logarithm(ComplexBall value) {
        budget.spendBallSteps(FUNCTION_COST);
        return value.log(bits);
    }

    private ComplexBall apply(Function function, List<Expression> arguments) {
        budget.spendBallSteps(FUNCTION_COST);
        var x = of(arguments.getFirst());
        return switch (function) {
            case SIN -> x.sin(bits);
            case COS -> x.cos(bits);
            case TAN -> x.sin(bits).dividedBy(x.cos(bits), bits);
            case COT -> x.cos(bits).dividedBy(x.sin(bits), bits);
            case SEC -> one().dividedBy(x.cos(bits), bits);
            case CSC -> one().dividedBy(x.sin(bits), bits);
            case ARCSIN -> arcsine(x);
            case ARCCOS -> right().minus(arcsine(x), bits);
            case ARCTAN -> x.isReal() ? ComplexBall.of(BallFunctions.atan(x.re(), bits)) : ComplexBall.UNKNOWN;
            case SINH -> exponentials(x, true).times(Ball.ONE.shifted(-1), bits);
            case COSH -> exponentials(x, false).times(Ball.ONE.shifted(-1), bits);
            case TANH -> exponentials(x, true).dividedBy(exponentials(x, false), bits);
            case EXP -> x.exp(bits);
            case LN -> x.log(bits);
            case LOG -> x.log(bits).dividedBy(of(arguments.getLast()).log(bits), bits);
            case ABS -> ComplexBall.of(x.abs(bits));
            case FLOOR -> floor(x);
            case CEILING -> floor(x.negate()).negate();
            case FACTORIAL -> factorial(arguments.getFirst());
            case BINOMIAL -> binomial(x, arguments.getLast());
            case MAX, MIN -> extremum(function, arguments);
            case CONJUGATE -> new ComplexBall(x.re(), x.im().negate());
            case REAL_PART -> ComplexBall.of(x.re());
            case IMAGINARY_PART -> ComplexBall.of(x.im());
            case GCD, LCM, MOD -> ComplexBall.UNKNOWN;
        };
    }

    private static ComplexBall one() {
        return ComplexBall.of(Ball.ONE);
    }

    private ComplexBall right() {
        return ComplexBall.of(BallFunctions.pi(bits).shifted(-1));
    }

    private ComplexBall exponentials(ComplexBall x, boolean minus) {
        var falling = x.negate().exp(bits);
        return x.exp(bits).plus(minus ? falling.negate() : falling, bits);
    }

    /// `asin(x) = 2 atan(x / (1 + sqrt(1 - x^2)))` for real x in [-1, 1]
    private ComplexBall arcsine(ComplexBall x) {
        if (!x.isReal()) {
            return ComplexBall.UNKNOWN;
        }
        var rest = Ball.ONE.minus(x.re().times(x.re(), bits), bits);
        if (!rest.isExactZero() && rest.sign() <= 0) {
            return ComplexBall.UNKNOWN;
        }
        var below = Ball.ONE.plus(rest.sqrt(bits), bits);
        return ComplexBall.of(
                BallFunctions.atan(x.re().dividedBy(below, bits), bits).shifted(1));
    }

    /// The largest integer not above, where all possible values agree on it.
    private ComplexBall floor(ComplexBall x) {
        if (!x.isReal() || x.isUnknown() || !x.re().isBelow(WIDE)) {
            return ComplexBall.UNKNOWN;
        }
        var low = floor(x.re(), -1);
        return low.equals(floor(x.re(), 1)) ? ComplexBall.of(new Ball(low, BigInteger.ZERO, 0)) : ComplexBall.UNKNOWN;
    }

    private static BigInteger floor(Ball x, int side) {
        var end = side < 0 ? x.middle().subtract(x.radius()) : x.middle().add(x.radius());
        return x.exponent() >= 0 ? end.shiftLeft(x.exponent()) : end.shiftRight(-x.exponent());
    }

    private ComplexBall factorial(Expression argument) {
        var n = whole(argument);
        if (n.isEmpty() || n.get() > Budget.LARGEST_FACTORIAL) {
            return ComplexBall.UNKNOWN;
        }
        var product = one();
        for (int i = 2; i <= n.get(); i++) {
            product = product.times(Ball.of(i), bits);
        }
        budget.spendBallSteps(n.get() / 4);
        return product;
    }

    private ComplexBall binomial(ComplexBall upper, Expression lower) {
        var k = whole(lower);
        if (k.isEmpty() || k.get() > Budget.LARGEST_FACTORIAL) {
            return ComplexBall.UNKNOWN;
        }
        budget.spendBallSteps(k.get());
        var product = one();
        for (int i = 0; i < k.get(); i++) {
            var factor = upper.minus(ComplexBall.of(Ball.of(i)), bits);
            product = product.times(factor, bits).dividedBy(ComplexBall.of(Ball.of(i + 1L)), bits);
        }
        return product;
    }

    /// The natural number that an argument is for certain.
    private Optional<Integer> whole(Expression argument) {
        var value = of(argument);
        boolean exact = value.isReal()
                && value.re().radius().signum() == 0
                && value.re().isBelow(30);
        if (!exact) {
            return Optional.empty();
        }
        var floor = floor(value.re(), 1);
        boolean natural = floor.signum() >= 0
                && new Ball(floor, BigInteger.ZERO, 0).minus(value.re(), bits).isExactZero();
        return natural ? Optional.of(floor.intValue()) : Optional.empty();
    }

    private ComplexBall extremum(Function function, List<Expression> arguments) {
        var best = of(arguments.getFirst());
        for (var argument : arguments.subList(1, arguments.size())) {
            var next = of(argument);
            int sign = next.minus(best, bits).re().sign();
            if (sign == 0 || !next.isReal() || !best.isReal()) {
                return ComplexBall.UNKNOWN;
            }
            best = sign > 0 == (function == Function.MAX) ? next : best;
        }
        return best;
    }
}
