package mathesis.learner.objective;

import mathesis.engine.Objective;
import mathesis.engine.TokenBatch;
import mathesis.engine.TokenScores;

/// Supervised fine-tuning: the mean log-likelihood of the targets; the gradient coefficient is 1 before averaging.
/// Source: DeepSeekMath equations 6 and 7.
public final class Sft implements Objective {
    private final float[] weights_T;

    private Sft(float[] weights_T) {
        this.weights_T = weights_T;
    }

    /// Mean over the tokens of a response, then over responses: the paper.
    public static Sft overResponses(TokenBatch batch) {
        var weights_T = new float[batch.length()];
        for (int s = 0; s < batch.sequences(); s++) {
            Targets.fill(weights_T, batch, s, 1.0 / batch.sequences() / Targets.count(batch, s));
        }
        return new Sft(weights_T);
    }

    /// Mean over all target tokens: Hugging Face's and TRL's loss.
    public static Sft overTokens(TokenBatch batch) {
        int targets = 0;
        for (int s = 0; s < batch.sequences(); s++) {
            targets += Targets.count(batch, s);
        }
        var weights_T = new float[batch.length()];
        for (int s = 0; s < batch.sequences(); s++) {
            Targets.fill(weights_T, batch, s, 1.0 / targets);
        }
        return new Sft(weights_T);
    }

    @Override
    public double gradientCoefficients(TokenScores scores, float[] coefficients_T) {
        return Targets.weighted(weights_T, scores, coefficients_T);
    }
}
