package mathesis.reward.expression;

import java.util.LinkedHashMap;
import java.util.Map;

/// A sum of rational multiples of monomials; exponents may be negative or fractions. No coefficient is 0. The map
/// is not written after construction.
record Polynomial(Map<Monomial, Rational> terms) {
    static final Polynomial ZERO = new Polynomial(Map.of());
    static final Polynomial ONE = of(Rational.ONE);

    static Polynomial of(Rational constant) {
        return of(Monomial.ONE, constant);
    }

    static Polynomial of(Monomial monomial, Rational coefficient) {
        return coefficient.signum() == 0 ? ZERO : new Polynomial(Map.of(monomial, coefficient));
    }

    boolean isZero() {
        return terms.isEmpty();
    }

    boolean isSingle() {
        return terms.size() == 1;
    }

    boolean isConstant() {
        return terms.isEmpty() || isSingle() && monomial().isOne();
    }

    /// The rational number that this is; [#isConstant] says whether it is one.
    Rational constant() {
        return terms.getOrDefault(Monomial.ONE, Rational.ZERO);
    }

    /// The only monomial.
    Monomial monomial() {
        return terms.keySet().iterator().next();
    }

    /// The coefficient of the only monomial.
    Rational coefficient() {
        return terms.values().iterator().next();
    }

    Polynomial plus(Polynomial other) {
        if (isZero() || other.isZero()) {
            return isZero() ? other : this;
        }
        var sum = new LinkedHashMap<>(terms);
        other.terms.forEach((monomial, coefficient) -> addTo(sum, monomial, coefficient));
        checkSize(sum);
        return new Polynomial(sum);
    }

    Polynomial scaled(Rational factor) {
        if (factor.signum() == 0) {
            return ZERO;
        }
        var scaled = new LinkedHashMap<Monomial, Rational>();
        terms.forEach((monomial, coefficient) -> scaled.put(monomial, checked(coefficient.times(factor))));
        return new Polynomial(scaled);
    }

    Polynomial negate() {
        return scaled(Rational.of(-1));
    }

    static void addTo(Map<Monomial, Rational> sum, Monomial monomial, Rational coefficient) {
        var before = sum.get(monomial);
        var after = before == null ? coefficient : checked(before.plus(coefficient));
        if (after.signum() == 0) {
            sum.remove(monomial);
        } else {
            sum.put(monomial, after);
        }
    }

    static Rational checked(Rational coefficient) {
        Budget.checkBits(coefficient.bits());
        return coefficient;
    }

    static void checkSize(Map<Monomial, Rational> terms) {
        if (terms.size() > Budget.MOST_TERMS) {
            throw new Budget.Exceeded("polynomial too large");
        }
    }
}
