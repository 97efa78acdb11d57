package mathesis.bench.engine;

import mathesis.engine.Logits;
import mathesis.rollout.sampling.CounterRandom;
import mathesis.rollout.sampling.NucleusSampling;

/// Draws tokens at temperature 1 as the sampler does, log-probabilities included.
final class TokenDraw {
    private final NucleusSampling nucleus;
    private final float[] probabilities;
    private final CounterRandom[] randoms;
    private float logprob;

    /// For so many sequences, whose draws depend on their number and the position alone.
    TokenDraw(int vocabulary, int sequences) {
        nucleus = new NucleusSampling(vocabulary, 0, 1);
        probabilities = new float[vocabulary];
        randoms = new CounterRandom[sequences];
        for (int i = 0; i < sequences; i++) {
            randoms[i] = CounterRandom.of(3, "bench", 0, i);
        }
    }

    int draw(Logits logits, int row, int sequence, int position) {
        float logSumExp = logits.logSumExp(row, 1);
        logits.probabilities(row, 1, probabilities);
        int token = nucleus.draw(probabilities, randoms[sequence].uniform(position));
        logprob = logits.logprob(row, token, 1, logSumExp);
        return token;
    }

    /// Of the token drawn last.
    float logprob() {
        return logprob;
    }
}
