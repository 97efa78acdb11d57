package mathesis.reward.composition;

import mathesis.reward.Reward;
import mathesis.reward.Score;
import mathesis.rollout.Completion;
import mathesis.rollout.Problem;

/// Soft overlong punishment: 0 up to `longest - buffer` tokens, then falling in a straight line to -1 at
/// `longest`, and -1 beyond. Only the model's own tokens count, not what tools wrote. Source: DAPO (arXiv
/// 2503.14476), equation 13.
///
/// @param longest length that a solution should not reach, in tokens
/// @param buffer  tokens before it over which the punishment grows
public record LengthReward(int longest, int buffer) implements Reward {
    public LengthReward {
        if (buffer < 1 || buffer > longest) {
            throw new IllegalArgumentException(
                    "reward.length.buffer is " + buffer + "; must lie in [1, " + longest + "], the longest length");
        }
    }

    @Override
    public Score score(Problem problem, Completion completion) {
        int over = completion.ownLength() - (longest - buffer);
        return new Score.Outcome(over <= 0 ? 0 : -Math.min(1.0, (double) over / buffer));
    }
}
