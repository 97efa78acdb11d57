package mathesis.corpus.training;

/// The generator of C++'s `std::minstd_rand`, which fastText draws from: `x = 48271 x mod (2^31 - 1)`.
///
/// The draws from it are those of libstdc++, so that a seed means the same rows and the same samples.
/// Not for several threads at once.
final class MinStdRandom {
    private static final long MULTIPLIER = 48_271;
    private static final long MODULUS = 0x7FFF_FFFFL;
    /// Values from 1 to MODULUS - 1.
    private static final long VALUES = MODULUS - 1;

    private long state;

    MinStdRandom(long seed) {
        long start = Math.floorMod(seed, MODULUS);
        state = start == 0 ? 1 : start;
    }

    /// In [1, 2^31 - 2].
    int next() {
        long product = state * MULTIPLIER;
        long folded = (product & MODULUS) + (product >>> 31);
        state = folded >= MODULUS ? folded - MODULUS : folded;
        return (int) state;
    }

    /// As if so many values had been drawn.
    void skip(long draws) {
        long factor = MULTIPLIER;
        for (long left = draws; left > 0; left >>= 1) {
            if ((left & 1) == 1) {
                state = state * factor % MODULUS;
            }
            factor = factor * factor % MODULUS;
        }
    }

    /// In [0, bound), every value equally likely.
    int nextInt(int bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("bound is " + bound + "; must be positive");
        }
        long scale = (VALUES - 1) / bound;
        long past = scale * bound;
        long draw;
        do {
            draw = next() - 1;
        } while (draw >= past);
        return (int) (draw / scale);
    }

    /// In [0, 1), of two draws.
    double nextDouble() {
        double low = next() - 1;
        double high = next() - 1;
        double unit = (low + high * VALUES) / ((double) VALUES * VALUES);
        return unit >= 1 ? Math.nextDown(1.0) : unit;
    }
}
