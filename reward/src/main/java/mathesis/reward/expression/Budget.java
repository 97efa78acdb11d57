package mathesis.reward.expression;

/// How much work one comparison may cost, in counted steps and never in time, so that a verdict is the same on any
/// machine. One instance serves one comparison on one thread.
public final class Budget {
    /// Most characters of an answer that is read as an expression.
    public static final int LONGEST_INPUT = 1000;
    /// Most tokens.
    static final int MOST_TOKENS = 600;
    /// Most nodes of one tree.
    static final int MOST_NODES = 1500;
    /// Deepest nesting.
    static final int DEEPEST = 48;
    /// Most bits of a coefficient.
    static final int MOST_BITS = 4096;
    /// Most terms of a polynomial.
    static final int MOST_TERMS = 400;
    /// Largest whole exponent that is multiplied out.
    static final int LARGEST_EXPANDED_POWER = 64;
    /// Largest n of n!, and of the lower index of a binomial coefficient.
    static final int LARGEST_FACTORIAL = 500;
    /// Products of two terms in canonical forms.
    private static final int MOST_TERM_PRODUCTS = 12_000;
    /// Operations on balls, weighted by their cost.
    private static final int MOST_BALL_STEPS = 6_000;
    /// Pairs of answers compared inside one comparison.
    private static final int MOST_PAIRS = 1_500;

    private int termProducts = MOST_TERM_PRODUCTS;
    private int ballSteps = MOST_BALL_STEPS;
    private int pairs = MOST_PAIRS;

    /// Work that went past its allowance; caught where a comparison starts.
    public static final class Exceeded extends RuntimeException {
        private static final long serialVersionUID = 1;

        Exceeded(String what) {
            super(what, null, false, false);
        }
    }

    void spendTermProducts(int count) {
        termProducts -= count;
        if (termProducts < 0) {
            throw new Exceeded("polynomial too large");
        }
    }

    void spendBallSteps(int count) {
        ballSteps -= count;
        if (ballSteps < 0) {
            throw new Exceeded("numeric work too large");
        }
    }

    /// Counts one comparison of two values.
    public void spendPair() {
        if (--pairs < 0) {
            throw new Exceeded("too many pairs");
        }
    }

    static void checkBits(long bits) {
        if (bits > MOST_BITS) {
            throw new Exceeded("number too large");
        }
    }
}
