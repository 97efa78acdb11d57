package mathesis.learner.objective;

import java.util.Optional;
import mathesis.engine.Objective;
import mathesis.engine.TokenBatch;
import mathesis.engine.TokenScores;
import mathesis.engine.WeightedLikelihood;

/// Rejection sampling fine-tuning: [Sft] on the right ones of many solutions that the instructed model sampled;
/// the gradient coefficient is 1 on a right solution and 0 on a wrong one. Source: DeepSeekMath equations 8 to 10.
public final class Rft implements Objective {
    private final WeightedLikelihood likelihood;

    /// @param batch   one sequence for each solution; the mean is over all, wrong ones too
    /// @param correct whether each has the right answer
    public Rft(TokenBatch batch, boolean... correct) {
        var weights_T = new float[batch.length()];
        for (int s = 0; s < batch.sequences(); s++) {
            Targets.fill(weights_T, batch, s, correct[s] ? 1.0 / batch.sequences() / Targets.count(batch, s) : 0);
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
