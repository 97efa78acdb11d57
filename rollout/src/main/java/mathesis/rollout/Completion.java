package mathesis.rollout;

import java.util.stream.IntStream;

/// One sampled solution. The arrays are shared, not copied: nobody may write them.
///
/// @param tokens   sampled ids, the stop token included, and between them what tools wrote
/// @param logprobs natural log-probability of each id under the policy that sampled it, at the scoring temperature,
///                 before top-k and top-p; 0 for what tools wrote
/// @param text     the ids decoded, special tokens left out
/// @param finish   why it ended
/// @param tool     which tokens are not the model's own
public record Completion(int[] tokens, float[] logprobs, String text, Finish finish, ToolUse tool) {
    /// Why a completion ended.
    public enum Finish {
        /// The model wrote a stop token.
        STOP,
        /// It reached the longest length allowed, the end of the context, or the last round of a dialogue with a tool.
        LENGTH,
        /// A tool broke, through no fault of the model: nothing can be said of this completion.
        FAILED
    }

    public Completion {
        if (tokens.length != logprobs.length) {
            throw new IllegalArgumentException(tokens.length + " tokens but " + logprobs.length + " log-probabilities");
        }
        if (tool.calls() > 0 && tool.ends()[tool.calls() - 1] > tokens.length) {
            throw new IllegalArgumentException("a tool wrote past the last of " + tokens.length + " tokens");
        }
    }

    /// A completion that the model wrote alone.
    public Completion(int[] tokens, float[] logprobs, String text, Finish finish) {
        this(tokens, logprobs, text, finish, ToolUse.NONE);
    }

    /// Number of tokens that the model wrote itself, `|o_i|`.
    public int ownLength() {
        return tokens.length - tool.tokens();
    }

    /// The tokens that the model wrote itself, one after the other; those of tools are left out.
    public int[] ownTokens() {
        if (tool.calls() == 0) {
            return tokens;
        }
        return IntStream.range(0, tokens.length)
                .filter(i -> !tool.wrote(i))
                .map(i -> tokens[i])
                .toArray();
    }
}
