package mathesis.engine;

/// Settings of AdamW with global gradient clipping, as PyTorch defines both.
///
/// @param beta1            decay of the first moment
/// @param beta2            decay of the second moment
/// @param epsilon          added to the root of the second moment
/// @param weightDecay      decoupled decay, multiplied by the learning rate
/// @param decayVectors     whether 1-D tensors (norms, biases) decay too
/// @param clipGradientNorm gradients are scaled by `min(1, clip / (norm + 1e-6))`; infinity switches clipping off
public record AdamWConfig(
        double beta1, double beta2, double epsilon, double weightDecay, boolean decayVectors, double clipGradientNorm) {
    /// DeepSeekMath section 2.2 (betas, decay); DeepSeek LLM for the clip.
    public static final AdamWConfig PAPER = new AdamWConfig(0.9, 0.95, 1e-8, 0.1, true, 1.0);

    public AdamWConfig {
        require(beta1 >= 0 && beta1 < 1, "beta1", beta1, "must lie in [0, 1)");
        require(beta2 >= 0 && beta2 < 1, "beta2", beta2, "must lie in [0, 1)");
        require(epsilon > 0, "epsilon", epsilon, "must be positive");
        require(weightDecay >= 0, "weight-decay", weightDecay, "must not be negative");
        require(clipGradientNorm > 0, "clip-gradient-norm", clipGradientNorm, "must be positive");
    }

    private static void require(boolean holds, String setting, double value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("optimizer." + setting + " is " + value + "; " + rule);
        }
    }
}
