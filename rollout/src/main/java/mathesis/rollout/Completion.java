package mathesis.rollout;

/// One sampled solution. The arrays are shared, not copied: nobody may write them.
///
/// @param tokens   sampled ids, the stop token included
/// @param logprobs natural log-probability of each id under the policy that sampled it, at the scoring temperature,
///                 before top-k and top-p
/// @param text     the ids decoded, special tokens left out
/// @param finish   why it ended
public record Completion(int[] tokens, float[] logprobs, String text, Finish finish) {
    /// Why a completion ended.
    public enum Finish {
        /// The model wrote a stop token.
        STOP,
        /// It reached the longest length allowed, or the end of the context.
        LENGTH
    }

    public Completion {
        if (tokens.length != logprobs.length) {
            throw new IllegalArgumentException(tokens.length + " tokens but " + logprobs.length + " log-probabilities");
        }
    }
}
