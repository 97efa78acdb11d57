package mathesis.engine.checkpoint;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import mathesis.engine.GenerationConfig;
import mathesis.engine.ModelConfig;
import mathesis.engine.ModelConfig.Architecture;
import mathesis.engine.ModelConfig.RopeScaling;
import mathesis.engine.PretrainedModel;
import mathesis.engine.Weights;

/// Seeded models of awkward sizes, without tokenizer.
final class TinyModels {
    private TinyModels() {}

    /// Seven ids, two layers, three query heads on one key/value head of width 4.
    static PretrainedModel model(Architecture architecture, RopeScaling scaling, boolean tied, long seed) {
        var config = new ModelConfig(architecture, 7, 12, 10, 2, 3, 1, 4, 33, 1e-5, 12_345, scaling, tied);
        var generation = new GenerationConfig(
                OptionalInt.of(1),
                Set.of(2, 5),
                OptionalInt.empty(),
                OptionalDouble.of(0.6),
                OptionalInt.of(20),
                OptionalDouble.empty());
        return new PretrainedModel(
                config, weights(config, seed), Optional.empty(), generation, TokenizerFiles.NONE, Path.of("tiny"));
    }

    static PretrainedModel llama(long seed) {
        return model(Architecture.LLAMA, new RopeScaling.None(), false, seed);
    }

    /// No two elements alike, norms and biases included.
    static Weights weights(ModelConfig config, long seed) {
        var weights = Weights.zeros(config);
        var random = new Random(seed);
        for (var tensor : weights.tensors()) {
            for (long i = 0; i < tensor.elements(); i++) {
                tensor.set(i, (float) random.nextGaussian());
            }
        }
        return weights;
    }
}
