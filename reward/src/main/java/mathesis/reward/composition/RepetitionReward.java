package mathesis.reward.composition;

import java.util.Arrays;
import java.util.HashSet;
import mathesis.reward.Reward;
import mathesis.reward.Score;
import mathesis.rollout.Completion;
import mathesis.rollout.Problem;

/// Punishes a solution that says the same again: minus the share of its n-grams of tokens that came before. 0 when
/// none did, near -1 for a loop. What tools wrote is left out. Source: the n-gram repetition penalty of
/// Demystifying Long CoT (arXiv 2502.03373), on tokens instead of words so that it is the same in every language.
///
/// @param ngram n, in tokens; small ones repeat in good solutions too
public record RepetitionReward(int ngram) implements Reward {
    public RepetitionReward {
        if (ngram < 1) {
            throw new IllegalArgumentException("reward.repetition.ngram is " + ngram + "; must be 1 or more");
        }
    }

    private record Gram(int[] tokens, int from, int length, int hash) {
        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Gram gram
                    && Arrays.equals(tokens, from, from + length, gram.tokens, gram.from, gram.from + length);
        }
    }

    @Override
    public Score score(Problem problem, Completion completion) {
        int[] tokens = completion.ownTokens();
        int grams = tokens.length - ngram + 1;
        if (grams <= 0) {
            return new Score.Outcome(0);
        }
        var seen = HashSet.<Gram>newHashSet(grams);
        int dropped = 1; // 31^(n - 1), modulo 2^32: the weight of the token that leaves the window
        for (int i = 1; i < ngram; i++) {
            dropped *= 31;
        }
        int hash = 0;
        for (int end = 0; end < tokens.length; end++) {
            hash = 31 * hash + tokens[end];
            if (end >= ngram - 1) {
                int from = end - ngram + 1;
                seen.add(new Gram(tokens, from, ngram, hash));
                hash -= dropped * tokens[from];
            }
        }
        return new Score.Outcome((double) (seen.size() - grams) / grams);
    }
}
