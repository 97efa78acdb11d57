package mathesis.reward.expression;

import java.util.Arrays;

/// A product of powers of generators with rational exponents other than 0, ordered by generator.
final class Monomial {
    static final Monomial ONE = new Monomial(new int[0]);
    private static final int LARGEST_EXPONENT = 100_000;
    private static final int WIDTH = 3;

    /// Generator, numerator and denominator of the exponent, by turns; the denominator is positive.
    private final int[] powers;
    private final int hash;

    private Monomial(int[] powers) {
        this.powers = powers;
        hash = Arrays.hashCode(powers);
    }

    static Monomial of(int generator, Rational exponent) {
        if (exponent.signum() == 0) {
            return ONE;
        }
        Budget.checkBits(exponent.bits() > 30 ? Budget.MOST_BITS + 1 : 0);
        return new Monomial(new int[] {
            generator,
            checked(exponent.numerator().intValueExact()),
            checked(exponent.denominator().intValueExact())
        });
    }

    boolean isOne() {
        return powers.length == 0;
    }

    int size() {
        return powers.length / WIDTH;
    }

    int generator(int index) {
        return powers[index * WIDTH];
    }

    Rational exponent(int index) {
        return Rational.of(powers[index * WIDTH + 1], powers[index * WIDTH + 2]);
    }

    /// The exponent of a generator, 0 where it does not occur.
    Rational exponentOf(int generator) {
        for (int i = 0; i < powers.length; i += WIDTH) {
            if (powers[i] == generator) {
                return Rational.of(powers[i + 1], powers[i + 2]);
            }
        }
        return Rational.ZERO;
    }

    Monomial times(Monomial other) {
        if (isOne()) {
            return other;
        }
        if (other.isOne()) {
            return this;
        }
        var out = new int[powers.length + other.powers.length];
        int length = 0;
        int i = 0;
        int j = 0;
        while (i < powers.length || j < other.powers.length) {
            boolean left = j == other.powers.length || i < powers.length && powers[i] < other.powers[j];
            boolean right = i == powers.length || j < other.powers.length && other.powers[j] < powers[i];
            if (left || right) {
                System.arraycopy(left ? powers : other.powers, left ? i : j, out, length, WIDTH);
                length += WIDTH;
            } else if (add(other, i, j, out, length)) {
                length += WIDTH;
            }
            i += right ? 0 : WIDTH;
            j += left ? 0 : WIDTH;
        }
        return length == 0 ? ONE : new Monomial(Arrays.copyOf(out, length));
    }

    /// Writes the sum of two exponents; false when it is 0.
    private boolean add(Monomial other, int i, int j, int[] out, int at) {
        long top = (long) powers[i + 1] * other.powers[j + 2] + (long) other.powers[j + 1] * powers[i + 2];
        long bottom = (long) powers[i + 2] * other.powers[j + 2];
        if (top == 0) {
            return false;
        }
        long common = gcd(Math.abs(top), bottom);
        out[at] = powers[i];
        out[at + 1] = checked(top / common);
        out[at + 2] = checked(bottom / common);
        return true;
    }

    Monomial pow(Rational exponent) {
        var power = ONE;
        for (int i = 0; i < size(); i++) {
            power = power.times(of(generator(i), exponent(i).times(exponent)));
        }
        return power;
    }

    /// Without one of its generators.
    Monomial without(int generator) {
        return times(of(generator, exponentOf(generator).negate()));
    }

    private static int checked(long part) {
        if (Math.abs(part) > LARGEST_EXPONENT) {
            throw new Budget.Exceeded("exponent too large");
        }
        return (int) part;
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Monomial monomial && Arrays.equals(powers, monomial.powers);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
