package mathesis.learner.objective;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.stream.IntStream;
import mathesis.engine.TokenBatch;
import mathesis.engine.TokenScores;
import mathesis.learner.GrpoConfig;
import mathesis.learner.GrpoConfig.Advantage;
import mathesis.learner.GrpoConfig.Averaging;
import mathesis.learner.GrpoVariant;
import mathesis.learner.GrpoVariant.Correction;
import mathesis.learner.GrpoVariant.Divergence;
import mathesis.learner.GrpoVariant.Surrogate;
import mathesis.learner.PackedBatch;
import mathesis.learner.Packer;
import mathesis.learner.Packer.Packing.Packed;
import mathesis.learner.Samples;
import mathesis.rollout.Completion;
import mathesis.rollout.Completion.Finish;

/// One group of four responses of 4, 2, 3 and 1 tokens, rewards 1 0 0 1, whose losses were computed by verl's and
/// TRL's own functions.
final class LossFixture {
    static final float[][] OLD = {{-1, -.5f, -2, -.1f}, {-.7f, -1.2f}, {-.3f, -2.5f, -.9f}, {-1.6f}};
    static final float[][] NEW = {{-.7f, -.6f, -2.5f, -.1f}, {-.4f, -1.6f}, {-.5f, -2.2f, -.95f}, {-1.2f}};
    static final float[][] REFERENCE = {{-1.1f, -.4f, -2.2f, -.2f}, {-.9f, -1}, {-.3f, -2, -1}, {-1.5f}};
    static final float[][] SAMPLER = {{-1.05f, -.45f, -1.9f, -.12f}, {-.75f, -1.1f}, {-.35f, -2.6f, -.8f}, {-1.4f}};

    private LossFixture() {}

    /// The group packed by the given rules, sampled with the given log-probabilities.
    static PackedBatch batch(GrpoConfig config, float[][] sampled) {
        var completions = IntStream.range(0, sampled.length)
                .mapToObj(i -> new Completion(new int[sampled[i].length], sampled[i], "", Finish.STOP))
                .toList();
        var graded = Samples.graded(Samples.group("g", completions), 1, 0, 0, 1);
        return assertInstanceOf(Packed.class, new Packer(config).pack(graded)).batch();
    }

    /// Values of the responses' tokens laid over a packed batch.
    static float[] spread(PackedBatch batch, float[][] values) {
        var spread_T = new float[batch.tokens_T().length];
        var flat = List.of(values).stream()
                .flatMapToDouble(row -> IntStream.range(0, row.length).mapToDouble(i -> row[i]))
                .iterator();
        for (int t = 0; t < spread_T.length; t++) {
            spread_T[t] = batch.targets_T()[t] == TokenBatch.NO_TARGET ? 0 : (float) flat.nextDouble();
        }
        return spread_T;
    }

    static TokenScores scores(PackedBatch batch) {
        var logprobs_T = spread(batch, NEW);
        return new TokenScores(logprobs_T, new float[logprobs_T.length]);
    }

    /// Settings of a loss, by name.
    static GrpoConfig config(
            double advantageEpsilon,
            Averaging averaging,
            int longestResponse,
            double low,
            double high,
            double beta,
            Surrogate surrogate) {
        return new GrpoConfig(4, 1, 1, beta, low, high, 1e-6, 0, Advantage.GROUP_Z_SCORE, averaging)
                .with(new GrpoVariant(
                        surrogate,
                        Double.POSITIVE_INFINITY,
                        Divergence.K3,
                        Correction.NONE,
                        2,
                        advantageEpsilon,
                        longestResponse,
                        false,
                        false));
    }
}
