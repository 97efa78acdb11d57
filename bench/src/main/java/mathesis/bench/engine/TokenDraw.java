package mathesis.bench.engine;

import mathesis.engine.Logits;
import mathesis.rollout.sampling.CounterRandom;

/// Draws tokens at temperature 1 as the sampler does, log-probabilities included.
final class TokenDraw {
    private final CounterRandom[] randoms;
    private final float[] logprobs;

    /// For so many sequences, whose draws depend on their number and the position alone.
    TokenDraw(int sequences) {
        logprobs = new float[sequences];
        randoms = new CounterRandom[sequences];
        for (int i = 0; i < sequences; i++) {
            randoms[i] = CounterRandom.of(3, "bench", 0, i);
        }
    }

    int draw(Logits logits, int row, int sequence, int position) {
        return logits.draw(row, 1, randoms[sequence].uniform(position), logprobs);
    }

    /// Of the token drawn last from a row.
    float logprob(int row) {
        return logprobs[row];
    }
}
