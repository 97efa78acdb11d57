package mathesis.reward.expression;

import java.math.BigInteger;
import java.util.Optional;

/// Canonical forms of powers and roots.
final class PowerForm {
    private static final int LARGEST_DEGREE = 60;

    private final Algebra algebra;

    PowerForm(Algebra algebra) {
        this.algebra = algebra;
    }

    RationalFunction power(RationalFunction base, RationalFunction exponent) {
        if (!exponent.isConstant()) {
            return symbolic(base, exponent);
        }
        var value = exponent.constant();
        if (value.isWhole()) {
            return whole(base, value);
        }
        if (value.bits() > 20 || value.denominator().intValueExact() > LARGEST_DEGREE) {
            return opaque(base, exponent);
        }
        return whole(root(base, value.denominator().intValueExact()), new Rational(value.numerator(), BigInteger.ONE));
    }

    private RationalFunction whole(RationalFunction base, Rational exponent) {
        if (base.dividend().isZero()) {
            if (exponent.signum() <= 0) {
                throw new NoValue("0 to no positive power");
            }
            return base;
        }
        boolean single = base.dividend().isSingle() && base.isPolynomial();
        if (single) {
            return RationalFunction.of(algebra.singlePower(base.dividend().scaled(inverse(base)), exponent));
        }
        if (!exponent.fitsInt()) {
            throw new Budget.Exceeded("power too large");
        }
        return base.power(exponent.intValue(), algebra);
    }

    private static Rational inverse(RationalFunction base) {
        return Rational.ONE.dividedBy(base.divisor().constant());
    }

    /// The principal root; the real one for odd degrees of real values.
    RationalFunction root(RationalFunction radicand, int degree) {
        if (!radicand.isPolynomial() || degree > LARGEST_DEGREE) {
            return quotientRoot(radicand, degree);
        }
        var polynomial = radicand.dividend().scaled(inverse(radicand));
        if (polynomial.isZero()) {
            return RationalFunction.of(Polynomial.ZERO);
        }
        return RationalFunction.of(
                polynomial.isSingle() ? singleRoot(polynomial, degree) : sumRoot(polynomial, degree));
    }

    private RationalFunction quotientRoot(RationalFunction radicand, int degree) {
        int generator = algebra.generators.value("root" + degree + "(" + radicand.key(algebra) + ")", false);
        return RationalFunction.of(algebra.generator(generator, Rational.ONE));
    }

    private Polynomial singleRoot(Polynomial radicand, int degree) {
        var monomial = radicand.monomial();
        if (!splits(monomial, degree)) {
            return opaqueRoot(radicand, degree);
        }
        boolean negative = radicand.coefficient().signum() < 0;
        boolean unknowns = hasOthers(monomial);
        if (negative && (degree % 2 == 0 && (degree != 2 || unknowns))) {
            return opaqueRoot(radicand, degree);
        }
        var exponent = Rational.of(1, degree);
        var root = algebra.times(
                positiveRoot(radicand.coefficient().abs(), degree),
                algebra.times(Polynomial.ONE, normalised(monomial.pow(exponent))));
        if (!negative) {
            return root;
        }
        return degree == 2 ? algebra.times(root, algebra.generator(Generators.I, Rational.ONE)) : root.negate();
    }

    private Polynomial normalised(Monomial monomial) {
        var product = Polynomial.ONE;
        for (int i = 0; i < monomial.size(); i++) {
            product = algebra.times(product, algebra.generator(monomial.generator(i), monomial.exponent(i)));
        }
        return product;
    }

    /// Whether the root of this product is the product of the roots.
    private boolean splits(Monomial monomial, int degree) {
        int others = 0;
        boolean plain = true;
        for (int i = 0; i < monomial.size(); i++) {
            int generator = monomial.generator(i);
            if (!algebra.generators.isPositive(generator)) {
                others++;
                boolean unknown = algebra.generators.kind(generator) == Generators.Kind.UNKNOWN;
                boolean odd = degree % 2 == 1 && monomial.exponent(i).isWhole();
                plain &= unknown && (odd || monomial.exponent(i).equals(Rational.ONE));
            }
        }
        return plain && (others <= 1 || degree % 2 == 1);
    }

    private boolean hasOthers(Monomial monomial) {
        for (int i = 0; i < monomial.size(); i++) {
            if (!algebra.generators.isPositive(monomial.generator(i))) {
                return true;
            }
        }
        return false;
    }

    /// The root of a positive rational number as a product of roots of primes.
    Polynomial positiveRoot(Rational number, int degree) {
        var root = Polynomial.ONE;
        for (var factor : PrimeFactor.of(number.numerator())) {
            root = algebra.times(root, primeRoot(factor, factor.exponent(), degree));
        }
        for (var factor : PrimeFactor.of(number.denominator())) {
            root = algebra.times(root, primeRoot(factor, -factor.exponent(), degree));
        }
        return root;
    }

    private Polynomial primeRoot(PrimeFactor factor, int exponent, int degree) {
        int generator = algebra.generators.prime(factor.factor(), factor.proven());
        var power = Monomial.of(generator, Rational.of(exponent, degree));
        return algebra.singlePower(Polynomial.of(power, Rational.ONE), Rational.ONE);
    }

    private Polynomial sumRoot(Polynomial radicand, int degree) {
        var denested = degree == 2 ? denested(radicand) : Optional.<Polynomial>empty();
        if (denested.isPresent()) {
            return denested.get();
        }
        var content = content(radicand);
        return algebra.times(
                positiveRoot(content, degree), opaqueRoot(radicand.scaled(Rational.ONE.dividedBy(content)), degree));
    }

    /// The largest positive rational factor of all coefficients.
    private static Rational content(Polynomial polynomial) {
        var top = BigInteger.ZERO;
        var bottom = BigInteger.ONE;
        for (var coefficient : polynomial.terms().values()) {
            top = top.gcd(coefficient.numerator());
            var other = coefficient.denominator();
            bottom = bottom.divide(bottom.gcd(other)).multiply(other);
        }
        return Polynomial.checked(new Rational(top, bottom));
    }

    private Polynomial opaqueRoot(Polynomial radicand, int degree) {
        var key = "rootOf(" + algebra.generators.key(radicand) + ")";
        int generator = algebra.generators.value(key, Rational.ONE, radicand);
        return algebra.generator(generator, Rational.of(1, degree));
    }

    /// `sqrt(a + b sqrt(c)) = sqrt((a + d) / 2) + sign(b) sqrt((a - d) / 2)` where `d = sqrt(a^2 - b^2 c)` is rational
    /// and both radicands are positive.
    private Optional<Polynomial> denested(Polynomial radicand) {
        var a = radicand.constant();
        var rest = radicand.plus(Polynomial.of(a.negate()));
        if (!rest.isSingle() || a.signum() <= 0 || hasOthers(rest.monomial())) {
            return Optional.empty();
        }
        var square = algebra.singlePower(rest, Rational.of(2));
        if (!square.isConstant()) {
            return Optional.empty();
        }
        var discriminant = a.times(a).minus(square.constant());
        var d = exactRoot(discriminant);
        if (d.isEmpty()) {
            return Optional.empty();
        }
        var half = Rational.of(1, 2);
        var first = positiveRoot(a.plus(d.get()).times(half), 2);
        var second = positiveRoot(a.minus(d.get()).times(half), 2);
        return Optional.of(first.plus(rest.coefficient().signum() < 0 ? second.negate() : second));
    }

    private static Optional<Rational> exactRoot(Rational number) {
        if (number.signum() <= 0) {
            return Optional.empty();
        }
        var top = number.numerator().sqrt();
        var bottom = number.denominator().sqrt();
        boolean exact = top.multiply(top).equals(number.numerator())
                && bottom.multiply(bottom).equals(number.denominator());
        return exact ? Optional.of(new Rational(top, bottom)) : Optional.empty();
    }

    /// A power whose exponent holds unknowns or irrational numbers: each term of the exponent gives a factor.
    private RationalFunction symbolic(RationalFunction base, RationalFunction exponent) {
        boolean positive = base.isPolynomial()
                && base.dividend().isSingle()
                && !hasOthers(base.dividend().monomial())
                && base.dividend().coefficient().signum() > 0;
        boolean unknown = base.isPolynomial()
                && base.dividend().isSingle()
                && base.dividend().coefficient().equals(Rational.ONE)
                && base.dividend().monomial().size() == 1
                && base.dividend().monomial().exponent(0).equals(Rational.ONE)
                && base.divisor().equals(Polynomial.ONE);
        if (!exponent.isPolynomial() || !positive && !unknown || !isReal(exponent.dividend()) && !unknown) {
            return opaque(base, exponent);
        }
        var scaledExponent = exponent.dividend().scaled(inverse(exponent));
        var product = RationalFunction.of(Polynomial.ONE);
        for (var term : scaledExponent.terms().entrySet()) {
            var factor = term.getKey().isOne()
                    ? power(base, RationalFunction.of(term.getValue()))
                    : unknown
                            ? powerOf(base.dividend(), term.getKey(), term.getValue())
                            : positivePower(base, term.getKey(), term.getValue());
            product = product.times(factor, algebra);
        }
        return product;
    }

    private boolean isReal(Polynomial polynomial) {
        return polynomial.terms().keySet().stream()
                .allMatch(m -> m.exponentOf(Generators.I).signum() == 0);
    }

    private RationalFunction positivePower(RationalFunction base, Monomial exponent, Rational coefficient) {
        var single = base.dividend().scaled(inverse(base));
        var product = RationalFunction.of(Polynomial.ONE);
        for (int i = 0; i < single.monomial().size(); i++) {
            var generator = Polynomial.of(Monomial.of(single.monomial().generator(i), Rational.ONE), Rational.ONE);
            product = product.times(
                    powerOf(
                            generator,
                            exponent,
                            coefficient.times(single.monomial().exponent(i))),
                    algebra);
        }
        for (var factor : PrimeFactor.of(single.coefficient().numerator())) {
            product = product.times(primePower(factor, exponent, coefficient, 1), algebra);
        }
        for (var factor : PrimeFactor.of(single.coefficient().denominator())) {
            product = product.times(primePower(factor, exponent, coefficient, -1), algebra);
        }
        return product;
    }

    private RationalFunction primePower(PrimeFactor factor, Monomial exponent, Rational coefficient, int sign) {
        int prime = algebra.generators.prime(factor.factor(), factor.proven());
        var generator = Polynomial.of(Monomial.of(prime, Rational.ONE), Rational.ONE);
        return powerOf(generator, exponent, coefficient.times(Rational.of((long) sign * factor.exponent())));
    }

    private RationalFunction powerOf(Polynomial generator, Monomial exponent, Rational coefficient) {
        var key = "(" + algebra.generators.key(generator) + ")^("
                + algebra.generators.key(Polynomial.of(exponent, Rational.ONE)) + ")";
        int id = algebra.generators.value(key, false);
        return RationalFunction.of(algebra.generator(id, coefficient));
    }

    private RationalFunction opaque(RationalFunction base, RationalFunction exponent) {
        var key = "(" + base.key(algebra) + ")^^(" + exponent.key(algebra) + ")";
        return RationalFunction.of(algebra.generator(algebra.generators.value(key, false), Rational.ONE));
    }
}
