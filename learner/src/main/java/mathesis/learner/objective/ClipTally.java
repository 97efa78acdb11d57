package mathesis.learner.objective;

import mathesis.learner.objective.TokenLoss.Clip;

/// Counts the tokens that each bound of the ratio acted on, over one or many micro-batches. Not thread-safe.
public final class ClipTally {
    private final long[] counts = new long[Clip.values().length];

    void add(Clip clip) {
        counts[clip.ordinal()]++;
    }

    /// Share of tokens below the lower bound (verl and TRL: `clip_ratio/low`).
    public double low() {
        return share(Clip.LOW);
    }

    /// Share of tokens above the upper bound.
    public double high() {
        return share(Clip.HIGH);
    }

    /// Share of tokens at either bound (verl: `pg_clipfrac`).
    public double either() {
        return low() + high();
    }

    /// Share of tokens that the dual clip acted on (verl: `pg_clipfrac_lower`).
    public double dual() {
        return share(Clip.DUAL);
    }

    private double share(Clip clip) {
        long tokens = 0;
        for (long count : counts) {
            tokens += count;
        }
        return tokens == 0 ? 0 : (double) counts[clip.ordinal()] / tokens;
    }
}
