package mathesis.actors.quickstart;

import java.util.random.RandomGeneratorFactory;
import mathesis.engine.AdamWConfig;
import mathesis.engine.ModelConfig;
import mathesis.engine.ModelConfig.Architecture;
import mathesis.engine.ModelConfig.RopeScaling;
import mathesis.engine.Tokenizer;
import mathesis.engine.Trainer;
import mathesis.engine.Transformer;
import mathesis.engine.Weights;
import mathesis.pretrain.LrSchedule;
import mathesis.pretrain.Pretraining;

/// Makes the quickstart's model: a LLaMA of one million parameters over a character vocabulary.
///
/// The result is a pure function of the arguments, whatever the number of threads.
public final class QuickstartModel {
    /// Rounds the vocabulary up to whole vectors.
    private static final int VOCABULARY_MULTIPLE = 16;

    /// Standard deviation of the initial matrices: Hugging Face's default.
    private static final double DEVIATION = 0.02;

    private QuickstartModel() {}

    /// How the model is trained. All numbers are ours.
    ///
    /// @param seed            of the initial weights and of the problems
    /// @param steps           optimizer steps
    /// @param problemsPerStep word problems in a batch
    /// @param drillsPerStep   drills of ten calculations in a batch
    /// @param learningRate    peak, reached after 100 steps, then a cosine down to a tenth
    /// @param questionWeight  of a question's token against 1 for a solution's
    public record Recipe(long seed, int steps, int problemsPerStep, int drillsPerStep, double learningRate, double questionWeight) {
        /// What made the committed model.
        public static final Recipe DEFAULT = new Recipe(1, 6000, 16, 8, 3e-3, 0.05);
    }

    /// The shape of the model for a tokenizer.
    public static ModelConfig config(Tokenizer tokenizer) {
        int padded = (tokenizer.vocabularySize() + VOCABULARY_MULTIPLE - 1) / VOCABULARY_MULTIPLE * VOCABULARY_MULTIPLE;
        return new ModelConfig(
                Architecture.LLAMA, padded, 128, 352, 5, 4, 4, 32, 256, 1e-5, 10000, new RopeScaling.None(), true);
    }

    /// Trains from nothing; the weights are the caller's to close.
    public static Weights train(
            Recipe recipe, Tokenizer tokenizer, int endToken, int threads, Pretraining.Listener listener) {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(recipe.seed());
        var weights = Weights.random(config(tokenizer), DEVIATION, random);
        var corpus = new QuickstartCorpus(recipe, tokenizer, endToken);
        var schedule = new LrSchedule(recipe.learningRate(), 100, recipe.steps(), LrSchedule.Shape.COSINE);
        try (var policy = new Transformer(weights, threads);
                var trainer = new Trainer(policy, new AdamWConfig(0.9, 0.95, 1e-8, 0.1, false, 1.0))) {
            Pretraining.run(trainer, corpus::lesson, schedule, listener);
        }
        return weights;
    }
}
