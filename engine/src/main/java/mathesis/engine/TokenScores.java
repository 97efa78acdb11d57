package mathesis.engine;

/// What a forward pass says about the targets of a [TokenBatch]; 0 where there is no target.
///
/// @param logprobs_T  natural log-probability of each target, at the batch's temperature
/// @param entropies_T entropy in nats of the distribution that each target was drawn from
public record TokenScores(float[] logprobs_T, float[] entropies_T) {}
