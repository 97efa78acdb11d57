package mathesis.rollout.sampling;

import java.util.Arrays;

/// Draws a token from a distribution cut to its top-k and then to its nucleus (Holtzman et al. 2020, arXiv:1904.09751).
///
/// Keeps its working memory: one per sampling thread.
public final class NucleusSampling {
    private final int topK;
    private final double topP;
    private final long[] order;

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
        double total = 0;
        for (int rank = 0; rank < kept; rank++) {
            total += probabilities[token(rank)];
        }
        double left = uniform * total;
        for (int rank = 0; rank < kept; rank++) {
            left -= probabilities[token(rank)];
            if (left < 0) {
                return token(rank);
            }
        }
        return token(kept - 1);
    }

    private static int drawFromAll(float[] probabilities, double uniform) {
        double total = 0;
        for (float probability : probabilities) {
            total += probability;
        }
        double left = uniform * total;
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

    /// Sorts by falling probability (lower id first among equals) and returns how many tokens are kept.
    private int rankAndCut(float[] probabilities) {
        for (int token = 0; token < probabilities.length; token++) {
            long falling = 0xffffffffL - Float.floatToRawIntBits(Math.max(0, probabilities[token]));
            order[token] = falling << 32 | token;
        }
        Arrays.sort(order, 0, probabilities.length);
        int most = topK == 0 ? probabilities.length : Math.min(topK, probabilities.length);
        double sum = 0;
        double all = 0;
        for (int rank = 0; rank < most; rank++) {
            all += probabilities[token(rank)];
        }
        for (int rank = 0; rank < most; rank++) {
            sum += probabilities[token(rank)];
            if (sum >= topP * all) {
                return rank + 1;
            }
        }
        return most;
    }

    private int token(int rank) {
        return (int) order[rank];
    }
}
