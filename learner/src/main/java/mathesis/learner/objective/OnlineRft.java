package mathesis.learner.objective;

import java.util.Optional;
import mathesis.engine.Objective;
import mathesis.engine.TokenScores;
import mathesis.engine.WeightedLikelihood;
import mathesis.learner.PackedBatch;

/// Online rejection sampling fine-tuning: as [Rft], on solutions that the policy itself sampled just before. The
/// advantages of the batch are the rewards as they are, 1 or 0, and so is the gradient coefficient. Source:
/// DeepSeekMath equations 10 and 11.
public final class OnlineRft implements Objective {
    private final WeightedLikelihood likelihood;

    /// @param batch packed with [mathesis.learner.GrpoConfig.Advantage#REWARD]
    public OnlineRft(PackedBatch batch) {
        var weights_T = new float[batch.tokens_T().length];
        for (int t = 0; t < weights_T.length; t++) {
            weights_T[t] = (float) (batch.weights_T()[t] / batch.divisor() * batch.advantages_T()[t]);
        }
        likelihood = new WeightedLikelihood(weights_T);
    }

    @Override
    public double gradientCoefficients(TokenScores scores, float[] coefficients_T) {
        return likelihood.gradientCoefficients(scores, coefficients_T);
    }

    @Override
    public Optional<float[]> fixedCoefficients() {
        return likelihood.fixedCoefficients();
    }
}
