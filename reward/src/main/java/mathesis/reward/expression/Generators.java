package mathesis.reward.expression;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the monomials of one comparison are made of: unknowns, pi, e, i, roots of primes, and values of functions that
/// have no simpler form. Generators of one key are one generator on both sides of a comparison.
final class Generators {
    /// The place of the imaginary unit.
    static final int I = 0;
    static final int PI = 1;
    static final int E = 2;

    /// What kind of thing a generator is.
    enum Kind {
        IMAGINARY,
        /// pi or e: nothing algebraic relates one of them to the other generators of the independent kinds.
        TRANSCENDENTAL,
        UNKNOWN,
        /// Powers with exponents in [0, 1) of different primes are linearly independent over Q.
        PRIME,
        /// An opaque value; relations to other generators may exist.
        VALUE
    }

    /// @param limit       a power from this exponent on is replaced
    /// @param replacement what the power `limit` equals; empty where nothing is replaced
    /// @param positive    whether the value is a positive real number
    private record Entry(Kind kind, BigInteger prime, Rational limit, List<Polynomial> replacement, boolean positive) {}

    private final Map<String, Integer> ids = new HashMap<>();
    private final List<String> keys = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();

    Generators() {
        var minusOne = List.of(Polynomial.of(Rational.of(-1)));
        add("i", new Entry(Kind.IMAGINARY, BigInteger.ONE, Rational.of(2), minusOne, false));
        add("pi", new Entry(Kind.TRANSCENDENTAL, BigInteger.ONE, Rational.ZERO, List.of(), true));
        add("e", new Entry(Kind.TRANSCENDENTAL, BigInteger.ONE, Rational.ZERO, List.of(), true));
    }

    int unknown(String name) {
        return find("x:" + name, new Entry(Kind.UNKNOWN, BigInteger.ONE, Rational.ZERO, List.of(), false));
    }

    int prime(BigInteger prime, boolean proven) {
        var kind = proven ? Kind.PRIME : Kind.VALUE;
        return find("p:" + prime, new Entry(kind, prime, Rational.ZERO, List.of(), true));
    }

    /// An opaque value.
    int value(String key, boolean positive) {
        return find("v:" + key, new Entry(Kind.VALUE, BigInteger.ONE, Rational.ZERO, List.of(), positive));
    }

    /// A value of which the power `limit` equals a polynomial.
    int value(String key, Rational limit, Polynomial replacement) {
        return find("v:" + key, new Entry(Kind.VALUE, BigInteger.ONE, limit, List.of(replacement), false));
    }

    private int find(String key, Entry entry) {
        var id = ids.get(key);
        return id == null ? add(key, entry) : id;
    }

    private int add(String key, Entry entry) {
        ids.put(key, entries.size());
        keys.add(key);
        entries.add(entry);
        return entries.size() - 1;
    }

    Kind kind(int generator) {
        return entries.get(generator).kind;
    }

    boolean isRootOfInteger(int generator) {
        return !entries.get(generator).prime.equals(BigInteger.ONE);
    }

    BigInteger prime(int generator) {
        return entries.get(generator).prime;
    }

    boolean isPositive(int generator) {
        return entries.get(generator).positive;
    }

    boolean isReplaced(int generator) {
        return !entries.get(generator).replacement.isEmpty();
    }

    Rational limit(int generator) {
        return entries.get(generator).limit;
    }

    Polynomial replacement(int generator) {
        return entries.get(generator).replacement.getFirst();
    }

    String key(int generator) {
        return keys.get(generator);
    }

    /// A text that is the same for equal polynomials, whatever the order in which they came about.
    String key(Polynomial polynomial) {
        return polynomial.terms().entrySet().stream()
                .map(term -> term.getValue() + "*" + key(term.getKey()))
                .sorted()
                .reduce((a, b) -> a + "+" + b)
                .orElse("0");
    }

    private String key(Monomial monomial) {
        var factors = new ArrayList<String>();
        for (int i = 0; i < monomial.size(); i++) {
            factors.add("(" + key(monomial.generator(i)) + ")^" + monomial.exponent(i));
        }
        factors.sort(String::compareTo);
        return String.join("*", factors);
    }
}
