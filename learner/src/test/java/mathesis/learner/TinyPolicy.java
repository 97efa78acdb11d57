package mathesis.learner;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mathesis.engine.AdamWConfig;
import mathesis.engine.ModelConfig;
import mathesis.engine.ModelConfig.Architecture;
import mathesis.engine.ModelConfig.RopeScaling;
import mathesis.engine.Trainer;
import mathesis.engine.Transformer;
import mathesis.engine.Weights;
import mathesis.learner.Packer.Packing.Packed;
import mathesis.learner.PolicyUpdate.Outcome;
import mathesis.rollout.Completion.Finish;

/// A small random model with its trainer and reference, and groups "sampled" from it: random tokens with the
/// log-probabilities that the model gives them.
final class TinyPolicy implements AutoCloseable {
    private static final ModelConfig SHAPE =
            new ModelConfig(Architecture.LLAMA, 23, 16, 40, 2, 4, 2, 4, 64, 1e-6, 1e4, new RopeScaling.None(), false);

    private final Weights referenceWeights = Weights.random(SHAPE, 0.3, new Random(1));
    final Transformer reference = new Transformer(referenceWeights, 1);
    final Weights weights = referenceWeights.copy();
    final Transformer policy = new Transformer(weights, 1);
    final Trainer trainer = new Trainer(policy, AdamWConfig.PAPER);

    Outcome update(GrpoConfig config, PackedBatch batch) {
        return new PolicyUpdate(trainer, Optional.of(reference), config).apply(batch);
    }

    /// One group for each id, each of four completions of 1 to 9 tokens with the given rewards.
    PackedBatch sample(GrpoConfig config, double[] rewards, String... ids) {
        return PackedBatch.merge(
                Stream.of(ids).map(id -> group(config, rewards, id)).toList());
    }

    private PackedBatch group(GrpoConfig config, double[] rewards, String id) {
        var random = new Random(id.hashCode());
        var completions = IntStream.range(0, rewards.length)
                .mapToObj(_ -> random.ints(random.nextInt(1, 10), 0, SHAPE.vocabularySize())
                        .toArray())
                .map(tokens -> Samples.completion(Finish.STOP, tokens))
                .toList();
        var graded = Samples.graded(Samples.group(id, completions), rewards);
        var batch = ((Packed) new Packer(config).pack(graded)).batch();
        return batch.with(batch.advantages_T(), policy.score(batch.tokenBatch()).logprobs_T());
    }

    /// Everything that an update may change, as one string.
    String fingerprint() {
        var state = trainer.state();
        return Arrays.asList(
                        weights.sha256(),
                        state.updates(),
                        state.firstMoment().sha256(),
                        state.secondMoment().sha256())
                .toString();
    }

    @Override
    public void close() {
        trainer.close();
        policy.close();
        weights.close();
        reference.close();
        referenceWeights.close();
    }
}
