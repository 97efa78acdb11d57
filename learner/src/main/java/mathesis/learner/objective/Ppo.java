package mathesis.learner.objective;

import java.util.Arrays;
import mathesis.engine.Objective;
import mathesis.engine.TokenScores;
import mathesis.learner.GrpoVariant.Surrogate;
import mathesis.learner.PackedBatch;

/// Proximal policy optimisation, DeepSeekMath equation 1: the clipped ratio times advantages that come from token
/// rewards and values (see [ValueAdvantages]); the KL penalty is part of the rewards, not of the loss. The
/// policy's side only: values are given.
public final class Ppo implements Objective {
    private final PackedBatch batch;
    private final PolicyTerm policyTerm;
    private final ClipTally clips;

    /// @param clipEpsilon half-width of the ratio clip, PPO's usual is 0.2
    /// @param clips       told of every token at each evaluation
    public Ppo(PackedBatch batch, double clipEpsilon, ClipTally clips) {
        this.batch = batch;
        this.policyTerm = new PolicyTerm(Surrogate.TOKEN_RATIO, clipEpsilon, clipEpsilon, Double.POSITIVE_INFINITY);
        this.clips = clips;
    }

    @Override
    public double gradientCoefficients(TokenScores scores, float[] coefficients_T) {
        Arrays.fill(coefficients_T, 0);
        return policyTerm.add(batch, scores, coefficients_T, clips);
    }
}
