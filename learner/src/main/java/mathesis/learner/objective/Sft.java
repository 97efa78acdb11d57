package mathesis.learner.objective;

import java.util.Optional;
import mathesis.engine.Objective;
import mathesis.engine.TokenBatch;
import mathesis.engine.TokenScores;
import mathesis.engine.WeightedLikelihood;

/// Supervised fine-tuning: the mean log-likelihood of the targets; the gradient coefficient is 1 before averaging.
/// Source: DeepSeekMath equations 6 and 7.
public final class Sft implements Objective {
    private final WeightedLikelihood likelihood;

    private Sft(WeightedLikelihood likelihood) {
        this.likelihood = likelihood;
    }

    /// Mean over the tokens of a response, then over responses: the paper.
    public static Sft overResponses(TokenBatch batch) {
        var weights_T = new float[batch.length()];
        for (int s = 0; s < batch.sequences(); s++) {
            Targets.fill(weights_T, batch, s, 1.0 / batch.sequences() / Targets.count(batch, s));
        }
        return new Sft(new WeightedLikelihood(weights_T));
    }

    /// Mean over all target tokens: Hugging Face's and TRL's loss.
    public static Sft overTokens(TokenBatch batch) {
        return new Sft(WeightedLikelihood.mean(batch));
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
