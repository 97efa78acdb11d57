package mathesis.learner.objective;

import java.util.Arrays;
import mathesis.engine.Objective;
import mathesis.engine.TokenScores;
import mathesis.learner.GrpoConfig;
import mathesis.learner.PackedBatch;

/// Group relative policy optimisation, DeepSeekMath equation 3, as a loss:
///
/// `sum_t w_t * (-min(r_t A_t, clip(r_t) A_t) + beta * (exp(x_t) - x_t - 1))`, with `r = pi / pi_old`, `x =
/// log(pi_ref / pi)`.
///
/// Its coefficient is `w_t * (r_t A_t + beta * (pi_ref / pi - 1))`, the first term 0 where the clip acts; at
/// `pi_old = pi` that is the paper's equation 21.
public final class Grpo implements Objective {
    private final PackedBatch batch;
    private final float[] referenceLogprobs_T;
    private final PolicyTerm policyTerm;
    private final KlTerm klTerm;
    private final ClipTally clips;

    /// @param batch               advantages, old log-probabilities and weights
    /// @param referenceLogprobs_T of the targets under the reference policy; not read when `klBeta` is 0
    /// @param config              clip, beta and the variant of the loss
    /// @param clips               told of every token at each evaluation
    public Grpo(PackedBatch batch, float[] referenceLogprobs_T, GrpoConfig config, ClipTally clips) {
        this.batch = batch;
        this.referenceLogprobs_T = referenceLogprobs_T;
        var variant = config.variant();
        this.policyTerm = new PolicyTerm(variant.surrogate(), config.clipLow(), config.clipHigh(), variant.dualClip());
        this.klTerm = new KlTerm(config.klBeta(), variant.divergence());
        this.clips = clips;
    }

    @Override
    public double gradientCoefficients(TokenScores scores, float[] coefficients_T) {
        Arrays.fill(coefficients_T, 0);
        double loss = policyTerm.add(batch, scores, coefficients_T, clips);
        return klTerm.beta() == 0 ? loss : loss + klTerm.add(batch, referenceLogprobs_T, scores, coefficients_T);
    }
}
