package mathesis.learner.objective;

/// One token's policy loss before averaging.
///
/// @param loss  the loss
/// @param slope its derivative by the logarithm of the ratio, which is that by the token's log-probability
/// @param clip  which bound acted
record TokenLoss(double loss, double slope, Clip clip) {
    /// Bounds of the ratio. A token counts as clipped where the bound made its loss larger.
    enum Clip {
        NONE,
        LOW,
        HIGH,
        /// The dual clip, which bounds the loss of tokens with negative advantage.
        DUAL
    }

    /// PPO's pessimistic bound `-min(r A, clip(r) A)`, the paper's equation 3. Where the bound acts there is no
    /// slope.
    static TokenLoss clipped(double ratio, double advantage, double low, double high, double dual) {
        double plain = -advantage * ratio;
        double bounded = -advantage * Math.clamp(ratio, 1 - low, 1 + high);
        if (advantage < 0 && Math.max(plain, bounded) > -advantage * dual) {
            return new TokenLoss(-advantage * dual, 0, Clip.DUAL);
        }
        return bounded > plain
                ? new TokenLoss(bounded, 0, ratio < 1 ? Clip.LOW : Clip.HIGH)
                : new TokenLoss(plain, plain, Clip.NONE);
    }

    /// CISPO: the clipped ratio is a constant weight on the log-probability, so that every token keeps a slope.
    static TokenLoss weighted(double ratio, double advantage, double logprob, double low, double high) {
        double weight = Math.clamp(ratio, 1 - low, 1 + high);
        var clip = ratio < weight ? Clip.LOW : ratio > weight ? Clip.HIGH : Clip.NONE;
        return new TokenLoss(-weight * advantage * logprob, -weight * advantage, clip);
    }

    /// The likelihood by itself, with no bound and no memory of the policy that sampled.
    static TokenLoss unbounded(double advantage, double logprob) {
        return new TokenLoss(-advantage * logprob, -advantage, Clip.NONE);
    }
}
