package mathesis.actors.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.random.RandomGeneratorFactory;
import mathesis.engine.AdamWConfig;
import mathesis.engine.GenerationConfig;
import mathesis.engine.ModelConfig;
import mathesis.engine.ModelConfig.Architecture;
import mathesis.engine.ModelConfig.RopeScaling;
import mathesis.engine.PretrainedModel;
import mathesis.engine.Tokenizer;
import mathesis.engine.Trainer;
import mathesis.engine.Transformer;
import mathesis.engine.Weights;
import mathesis.engine.checkpoint.DType;
import mathesis.engine.checkpoint.HuggingFaceModel;
import mathesis.engine.tokenizer.HuggingFaceTokenizer;
import mathesis.engine.tokenizer.TokenizerFiles;
import mathesis.pretrain.LrSchedule;
import mathesis.pretrain.Pretraining;
import mathesis.rollout.problems.ProblemGenerator;

/// Makes the quickstart's model: a LLaMA of one million parameters over a character vocabulary.
///
/// The result is a pure function of the arguments, whatever the number of threads.
public final class QuickstartModel {
    /// Rounds the vocabulary up to whole vectors.
    private static final int VOCABULARY_MULTIPLE = 16;

    /// Ends every solution.
    private static final String END = "<|end|>";

    /// Standard deviation of the initial matrices: Hugging Face's default.
    private static final double DEVIATION = 0.02;

    private QuickstartModel() {}

    /// How the model is trained. All numbers are ours.
    ///
    /// @param seed            of the initial weights and of the problems
    /// @param steps           optimizer steps
    /// @param scheduledSteps  steps that the cosine of the learning rate spans; training may stop before its end
    /// @param problemsPerStep word problems in a batch
    /// @param drillsPerStep   drills of ten calculations in a batch
    /// @param learningRate    peak, reached after 100 steps, then a cosine down to a tenth
    /// @param questionWeight  of a question's token against 1 for a solution's
    public record Recipe(
            long seed,
            int steps,
            int scheduledSteps,
            int problemsPerStep,
            int drillsPerStep,
            double learningRate,
            double questionWeight) {
        /// What made the committed model.
        public static final Recipe DEFAULT = new Recipe(1, 2500, 6000, 16, 8, 3e-3, 0.05);

        /// The same with another seed and length.
        public Recipe with(long otherSeed, int otherSteps) {
            int scheduled = Math.max(scheduledSteps, otherSteps);
            return new Recipe(
                    otherSeed, otherSteps, scheduled, problemsPerStep, drillsPerStep, learningRate, questionWeight);
        }
    }

    /// Trains from nothing and writes the model as a Hugging Face folder, in bfloat16.
    ///
    /// @param folder new or empty; beside the model it gets a note on how it was made
    public static void make(Path folder, Recipe recipe, int threads, Pretraining.Listener listener) throws IOException {
        var tokenizerFolder = Files.createTempDirectory("mathesis-tokenizer");
        try {
            TokenizerFiles.writeCharacterLevel(tokenizerFolder, ProblemGenerator.alphabet(), List.of(END), "");
            var tokenizer = HuggingFaceTokenizer.load(tokenizerFolder);
            int end = tokenizer.id(END).orElseThrow();
            try (var weights = train(recipe, tokenizer, end, threads, listener)) {
                var model = PretrainedModel.fresh(weights, generation(end), tokenizerFolder);
                HuggingFaceModel.save(model, folder, DType.BF16);
            }
        } finally {
            delete(tokenizerFolder);
        }
        Files.writeString(folder.resolve("README.md"), note(recipe));
    }

    private static GenerationConfig generation(int end) {
        return new GenerationConfig(
                OptionalInt.empty(),
                Set.of(end),
                OptionalInt.empty(),
                OptionalDouble.empty(),
                OptionalInt.empty(),
                OptionalDouble.empty());
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private static String note(Recipe recipe) {
        return """
                # The quickstart's model

                A LLaMA of one million parameters over a character vocabulary, in bfloat16, trained from nothing by this
                project's own trainer on text that this project generates: word problems of one to three operations with
                worked solutions, and drills of bare arithmetic. About 45 %% of the solutions are wrong, as some of what
                stands on the web is: misconceptions that belong to a sentence pattern (60 %% of that pattern's
                solutions) and slips. So the model often knows the answer without saying it, which is what
                reinforcement learning can sharpen.

                Made by:

                    ./mathesis quickstart-model --output %s --steps %d --seed %d

                %d optimizer steps of %d problems and %d drills of ten calculations, AdamW, peak learning rate %s on a
                cosine over %d steps. Nothing of it comes from elsewhere; its licence is the project's.
                """.formatted(
                        "DIR",
                        recipe.steps(),
                        recipe.seed(),
                        recipe.steps(),
                        recipe.problemsPerStep(),
                        recipe.drillsPerStep(),
                        recipe.learningRate(),
                        recipe.scheduledSteps());
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
        var schedule = new LrSchedule(recipe.learningRate(), 100, recipe.scheduledSteps(), LrSchedule.Shape.COSINE);
        try (var policy = new Transformer(weights, threads);
                var trainer = new Trainer(policy, new AdamWConfig(0.9, 0.95, 1e-8, 0.1, false, 1.0))) {
            Pretraining.run(trainer, corpus::lesson, schedule, recipe.steps(), listener);
        }
        return weights;
    }
}
