package mathesis.rollout.problems;

import java.util.List;

/// A stream of random numbers that is a pure function of its key: SplitMix64 (Steele, Lea, Flood 2014) started at a
/// mix of the key's parts. Not safe for several threads; make one where it is used.
final class Draws {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    private Draws(long state) {
        this.state = state;
    }

    static Draws keyedBy(long... parts) {
        long key = 0;
        for (long part : parts) {
            key = mix(key + GOLDEN) ^ mix(part + 3 * GOLDEN);
        }
        return new Draws(mix(key));
    }

    /// Uniform over `[0, bound)`, up to a bias below `bound / 2^64`.
    int below(int bound) {
        return (int) Math.unsignedMultiplyHigh(next(), bound);
    }

    /// Uniform over `[low, high]`.
    int between(int low, int high) {
        return low + below(high - low + 1);
    }

    /// Uniform over `[0, 1)`.
    double unit() {
        return (next() >>> 11) * 0x1p-53;
    }

    boolean chance(double probability) {
        return unit() < probability;
    }

    <T> T pick(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    /// An index drawn in proportion to its weight.
    int weighted(double... weights) {
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        double left = unit() * total;
        int last = 0;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                last = i;
                left -= weights[i];
                if (left < 0) {
                    break;
                }
            }
        }
        return last;
    }

    private long next() {
        state += GOLDEN;
        return mix(state);
    }

    static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
