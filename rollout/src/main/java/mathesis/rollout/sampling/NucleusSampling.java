package mathesis.rollout.sampling;

import java.util.Arrays;

/// Draws a token from a distribution cut to its top-k and then to its nucleus (Holtzman et al. 2020, arXiv:1904.09751).
///
/// Only tokens that can be among the kept ones are sorted: a histogram of the probabilities tells from which on.
/// Keeps its working memory: one per sampling thread.
public final class NucleusSampling {
    /// Low bits of a float that do not choose its bin: 5 of the significand's do, so a bin is 3 % wide.
    private static final int BIN_BITS = 18;

    private static final int BINS = 1 << (31 - BIN_BITS);

    private final int topK;
    private final double topP;
    private final long[] order;
    private final int[] counts = new int[BINS];

    /// @param topK keep the k most probable tokens; 0 keeps all
    /// @param topP keep the smallest set of tokens whose probability reaches p; 1 keeps all
    public NucleusSampling(int vocabularySize, int topK, double topP) {
        this.topK = topK;
        this.topP = topP;
        this.order = new long[vocabularySize];
    }

    /// The token whose stretch of the kept probability holds `uniform`.
    ///
    /// @param probabilities a softmax row of the vocabulary's length; sums to about 1
    /// @param uniform       in [0, 1)
    public int draw(float[] probabilities, double uniform) {
        if (topK == 0 && topP == 1) {
            return drawFromAll(probabilities, uniform);
        }
        int kept = rankAndCut(probabilities);
        double left = uniform * massOfFirst(kept, probabilities);
        for (int rank = 0; rank < kept; rank++) {
            left -= probabilities[token(rank)];
            if (left < 0) {
                return token(rank);
            }
        }
        return token(kept - 1);
    }

    private static int drawFromAll(float[] probabilities, double uniform) {
        double left = uniform * mass(probabilities);
        int last = 0;
        for (int token = 0; token < probabilities.length; token++) {
            if (probabilities[token] > 0) {
                last = token;
                left -= probabilities[token];
                if (left < 0) {
                    return token;
                }
            }
        }
        return last; // rounding left a crumb: the last token that can be drawn
    }

    /// Ranks by falling probability (lower id first among equals) as far as tokens are kept; returns how many are.
    private int rankAndCut(float[] probabilities) {
        int most = topK == 0 ? probabilities.length : Math.min(topK, probabilities.length);
        double all = mass(probabilities);
        count(probabilities);
        int candidates = gather(probabilities, most < probabilities.length ? leastOfTop(most) : leastOfNucleus(all));
        Arrays.sort(order, 0, candidates);
        double enough = topP * (candidates < most ? all : massOfFirst(most, probabilities));
        double sum = 0;
        for (int rank = 0; rank < Math.min(most, candidates); rank++) {
            sum += probabilities[token(rank)];
            if (sum >= enough) {
                return rank + 1;
            }
        }
        return Math.min(most, candidates);
    }

    private void count(float[] probabilities) {
        Arrays.fill(counts, 0);
        for (float probability : probabilities) {
            counts[bits(probability) >>> BIN_BITS]++;
        }
    }

    /// The bits of floats that are not negative are ordered as the floats are.
    private static int bits(float probability) {
        return Math.max(0, Float.floatToRawIntBits(probability));
    }

    /// Bits that the k most probable tokens have at least.
    private int leastOfTop(int k) {
        int bin = BINS;
        for (int left = k; left > 0; ) {
            left -= counts[--bin];
        }
        return bin << BIN_BITS;
    }

    /// Bits that the tokens of the nucleus have at least: those from there on reach the probability even if each is the
    /// least of its bin, and with room for rounding.
    private int leastOfNucleus(double all) {
        double enough = topP * all * (1 + 1e-9);
        double least = 0;
        int bin = BINS;
        while (bin > 0 && !(least >= enough)) {
            bin--;
            if (counts[bin] > 0) {
                least += counts[bin] * (double) Float.intBitsToFloat(bin << BIN_BITS);
            }
        }
        return bin << BIN_BITS;
    }

    /// Puts the tokens of at least these bits into `order`, ready to be sorted; returns how many there are.
    private int gather(float[] probabilities, int least) {
        int count = 0;
        for (int token = 0; token < probabilities.length; token++) {
            int bits = bits(probabilities[token]);
            if (bits >= least) {
                order[count++] = (0xffffffffL - bits) << 32 | token;
            }
        }
        return count;
    }

    private static double mass(float[] probabilities) {
        double sum = 0;
        for (float probability : probabilities) {
            sum += probability;
        }
        return sum;
    }

    private double massOfFirst(int ranks, float[] probabilities) {
        double sum = 0;
        for (int rank = 0; rank < ranks; rank++) {
            sum += probabilities[token(rank)];
        }
        return sum;
    }

    private int token(int rank) {
        return (int) order[rank];
    }
}
