package mathesis.reward.expression;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;

/// Arithmetic of polynomials in the generators of one comparison: powers of i, of roots and of cosines are replaced by
/// what they equal, so that many equal values come out as equal polynomials.
final class Algebra {
    private static final int MOST_REPLACEMENTS = 40;

    final Generators generators = new Generators();
    private final Budget budget;
    private int replacements;

    Algebra(Budget budget) {
        this.budget = budget;
    }

    Polynomial generator(int generator, Rational exponent) {
        return normal(Polynomial.of(Monomial.of(generator, exponent), Rational.ONE));
    }

    Polynomial times(Polynomial a, Polynomial b) {
        if (a.isZero() || b.isZero()) {
            return Polynomial.ZERO;
        }
        if (a.isConstant()) {
            return b.scaled(a.constant());
        }
        if (b.isConstant()) {
            return a.scaled(b.constant());
        }
        return product(a, b);
    }

    private Polynomial product(Polynomial a, Polynomial b) {
        budget.spendTermProducts(a.terms().size() * b.terms().size());
        var sum = new LinkedHashMap<Monomial, Rational>();
        a.terms().forEach((m, c) -> b.terms().forEach((n, d) -> addReduced(sum, m.times(n), c.times(d))));
        Polynomial.checkSize(sum);
        return normal(new Polynomial(sum));
    }

    /// Adds a term after whole powers of primes have gone into its coefficient.
    private void addReduced(Map<Monomial, Rational> sum, Monomial monomial, Rational coefficient) {
        var rest = monomial;
        var factor = coefficient;
        for (int i = 0; i < monomial.size(); i++) {
            int generator = monomial.generator(i);
            var exponent = monomial.exponent(i);
            if (generators.isRootOfInteger(generator) && exponent.floor().signum() != 0) {
                int whole = exponent.floor().intValueExact();
                factor = factor.times(power(generators.prime(generator), whole));
                rest = rest.times(Monomial.of(generator, Rational.of(-whole)));
            }
        }
        Polynomial.addTo(sum, rest, Polynomial.checked(factor));
    }

    private static Rational power(BigInteger base, int exponent) {
        Budget.checkBits((long) base.bitLength() * Math.abs(exponent));
        return new Rational(base, BigInteger.ONE).pow(exponent);
    }

    /// Replaces powers that equal something simpler, until there are none.
    private Polynomial normal(Polynomial polynomial) {
        var current = polynomial;
        while (true) {
            int generator = replaced(current);
            if (generator < 0) {
                return current;
            }
            if (++replacements > MOST_REPLACEMENTS * 10) {
                throw new Budget.Exceeded("too many replacements");
            }
            current = replace(current, generator);
        }
    }

    private int replaced(Polynomial polynomial) {
        for (var monomial : polynomial.terms().keySet()) {
            for (int i = 0; i < monomial.size(); i++) {
                int generator = monomial.generator(i);
                if (generators.isReplaced(generator) && isOutside(generator, monomial.exponent(i))) {
                    return generator;
                }
            }
        }
        return -1;
    }

    /// Negative powers of i are replaced as well; those of other values stay.
    private boolean isOutside(int generator, Rational exponent) {
        return exponent.compareTo(generators.limit(generator)) >= 0
                || generator == Generators.I && exponent.signum() < 0;
    }

    private Polynomial replace(Polynomial polynomial, int generator) {
        var limit = generators.limit(generator);
        var sum = Polynomial.ZERO;
        for (var term : polynomial.terms().entrySet()) {
            var exponent = term.getKey().exponentOf(generator);
            var single = Polynomial.of(term.getKey(), term.getValue());
            if (!isOutside(generator, exponent)) {
                sum = sum.plus(single);
                continue;
            }
            int times = exponent.dividedBy(limit).floor().intValueExact();
            if (times > Budget.LARGEST_EXPANDED_POWER && generator != Generators.I) {
                throw new Budget.Exceeded("power too large");
            }
            var rest = Polynomial.of(
                    term.getKey().times(Monomial.of(generator, limit.times(Rational.of(-times)))), term.getValue());
            var replacement = generator == Generators.I
                    ? Polynomial.of(Rational.of(times % 2 == 0 ? 1 : -1))
                    : power(generators.replacement(generator), times);
            sum = sum.plus(times(rest, replacement));
        }
        return sum;
    }

    /// A power with a whole exponent of at least 0.
    Polynomial power(Polynomial base, int exponent) {
        if (base.isSingle()) {
            return singlePower(base, Rational.of(exponent));
        }
        if (exponent > Budget.LARGEST_EXPANDED_POWER) {
            throw new Budget.Exceeded("power too large");
        }
        var power = Polynomial.ONE;
        for (int bit = Integer.SIZE - Integer.numberOfLeadingZeros(exponent) - 1; bit >= 0; bit--) {
            power = times(power, power);
            power = (exponent >> bit & 1) == 1 ? times(power, base) : power;
        }
        return power;
    }

    /// A whole power of a single term, which may be negative.
    Polynomial singlePower(Polynomial base, Rational exponent) {
        Budget.checkBits(exponent.bits() > 30 ? Budget.MOST_BITS + 1L : 0);
        int whole = exponent.intValue();
        Budget.checkBits((long) (base.coefficient().bits() - 1) * Math.abs((long) whole));
        var coefficient = base.coefficient().pow(whole);
        var sum = new LinkedHashMap<Monomial, Rational>();
        addReduced(sum, base.monomial().pow(exponent), coefficient);
        return normal(new Polynomial(sum));
    }

    /// Whether a polynomial that is not 0 as a form can only be a value other than 0.
    boolean isIndependent(Polynomial polynomial) {
        boolean pi = false;
        boolean e = false;
        for (var monomial : polynomial.terms().keySet()) {
            for (int i = 0; i < monomial.size(); i++) {
                int generator = monomial.generator(i);
                pi |= generator == Generators.PI;
                e |= generator == Generators.E;
                boolean fraction = !monomial.exponent(i).isWhole();
                var kind = generators.kind(generator);
                if (kind == Generators.Kind.VALUE || fraction && kind == Generators.Kind.UNKNOWN || pi && e) {
                    return false;
                }
            }
        }
        return true;
    }

    /// The same value up to a factor, without negative powers of values that are replaced.
    Polynomial cleared(Polynomial polynomial) {
        var current = polynomial;
        for (var monomial : polynomial.terms().keySet()) {
            for (int i = 0; i < monomial.size(); i++) {
                int generator = monomial.generator(i);
                var least = least(current, generator);
                if (generators.isReplaced(generator) && least.signum() < 0) {
                    var power = Polynomial.of(Monomial.of(generator, least.negate()), Rational.ONE);
                    current = product(current, power); // replaced only after it has met the negative powers
                }
            }
        }
        return current;
    }

    private static Rational least(Polynomial polynomial, int generator) {
        var least = Rational.ZERO;
        for (var monomial : polynomial.terms().keySet()) {
            var exponent = monomial.exponentOf(generator);
            least = exponent.compareTo(least) < 0 ? exponent : least;
        }
        return least;
    }
}
