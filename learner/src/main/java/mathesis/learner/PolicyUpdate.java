package mathesis.learner;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mathesis.engine.NonFiniteGradientException;
import mathesis.engine.Objective;
import mathesis.engine.Trainer;
import mathesis.engine.Transformer;
import mathesis.learner.GrpoVariant.Correction;
import mathesis.learner.objective.ClipTally;
import mathesis.learner.objective.Grpo;
import mathesis.learner.objective.ImportanceCorrection;
import mathesis.learner.objective.TokenMetrics;

/// The learning step: takes a batch, makes mu gradient updates on it, and says what they did. DeepSeekMath
/// algorithm 1, inner loop.
///
/// Not thread-safe; computes on the threads of the trainer's policy. The same weights, optimizer state and batch
/// give the same bits.
public final class PolicyUpdate {
    private static final float[] NO_REFERENCE = {};

    private final Trainer trainer;
    private final Optional<Transformer> reference;
    private final GrpoConfig config;

    /// @param trainer   holds the policy in training
    /// @param reference the policy that the KL penalty pulls towards; needed where `klBeta` is positive
    /// @param config    the loss and how often to update
    public PolicyUpdate(Trainer trainer, Optional<Transformer> reference, GrpoConfig config) {
        if (config.klBeta() > 0 && reference.isEmpty()) {
            throw new IllegalArgumentException("kl-beta is " + config.klBeta() + "; it needs a reference policy");
        }
        this.trainer = trainer;
        this.reference = reference;
        this.config = config;
    }

    /// What became of a batch.
    public sealed interface Outcome {
        /// All its updates were made.
        record Trained(StepReport report) implements Outcome {}

        /// A loss or gradient was not a finite number. That update was not made: weights and optimizer are as they
        /// were before it.
        ///
        /// @param groupIds what the batch held
        /// @param reason   in words
        /// @param updates  updates on this batch that were made before, 0 unless mu is above 1
        record Quarantined(List<String> groupIds, String reason, int updates) implements Outcome {}
    }

    /// A micro-batch with all that stays the same from one update to the next.
    ///
    /// @param sampled             as it came
    /// @param trained             with the old log-probabilities and advantages to train with
    /// @param referenceLogprobs_T empty without a KL penalty
    private record Part(PackedBatch sampled, PackedBatch trained, float[] referenceLogprobs_T) {}

    private record Update(double loss, double gradientNorm, TokenMetrics metrics, ClipTally clips) {}

    /// Trains on a batch.
    public Outcome apply(PackedBatch batch) {
        boolean skipFlat = config.variant().skipFlat() && config.klBeta() == 0;
        var parts = batch.microBatches(config.microBatchTokens(), s -> !(skipFlat && batch.flat(s))).stream()
                .map(this::part)
                .toList();
        var updates = new ArrayList<Update>();
        try {
            while (updates.size() < config.updatesPerBatch()) {
                updates.add(update(parts));
            }
        } catch (NonFiniteGradientException e) {
            return new Outcome.Quarantined(batch.groupIds(), e.getMessage(), updates.size());
        }
        return new Outcome.Trained(report(batch, parts, updates));
    }

    private Part part(PackedBatch sampled) {
        var tokens = sampled.tokenBatch();
        float[] referenceLogprobs_T =
                config.klBeta() > 0 ? reference.orElseThrow().score(tokens).logprobs_T() : NO_REFERENCE;
        var variant = config.variant();
        var trained = variant.correction() == Correction.NONE
                ? sampled
                : new ImportanceCorrection(variant.correction(), variant.correctionCap())
                        .apply(sampled, trainer.policy().score(tokens).logprobs_T());
        return new Part(sampled, trained, referenceLogprobs_T);
    }

    private Update update(List<Part> parts) {
        var metrics = new TokenMetrics();
        var clips = new ClipTally();
        try {
            double loss = 0;
            for (var part : parts) {
                loss += trainer.accumulate(part.trained().tokenBatch(), objective(part, metrics, clips));
            }
            if (!Double.isFinite(loss)) {
                throw new NonFiniteGradientException("the loss is " + loss);
            }
            return new Update(loss, trainer.update(config.learningRate()), metrics, clips);
        } catch (RuntimeException e) {
            trainer.discard(); // nothing of this update may reach the next one
            throw e;
        }
    }

    private Objective objective(Part part, TokenMetrics metrics, ClipTally clips) {
        var grpo = new Grpo(part.trained(), part.referenceLogprobs_T(), config, clips);
        return (scores, coefficients_T) -> {
            metrics.add(part.sampled(), part.referenceLogprobs_T(), scores);
            return grpo.gradientCoefficients(scores, coefficients_T);
        };
    }

    private StepReport report(PackedBatch batch, List<Part> parts, List<Update> updates) {
        var groups = new GroupStatistics(batch.groups());
        var first = updates.getFirst();
        var last = updates.getLast();
        long tokens = parts.stream()
                .mapToLong(part -> part.sampled().tokens_T().length)
                .sum();
        int computed =
                parts.stream().mapToInt(part -> part.sampled().sequences()).sum();
        return new StepReport(
                batch.step(),
                updates.size(),
                first.loss(),
                groups.rewardMean(),
                groups.rewardStd(),
                groups.zeroStdShare(),
                groups.correctShare(),
                first.metrics().k3(),
                first.metrics().k1(),
                first.metrics().k2(),
                last.metrics().klToSampler(),
                first.metrics().entropy(),
                last.clips().either(),
                last.clips().low(),
                last.clips().high(),
                last.clips().dual(),
                last.gradientNorm(),
                first.metrics().gapMax(),
                first.metrics().gapMean(),
                groups.completionLengthMean(),
                groups.finishedShare(),
                groups.toolCallFrequency(),
                groups.toolFailureFrequency(),
                groups.unscored(),
                batch.sequences() - computed,
                tokens * updates.size(),
                batch.groups().size(),
                groups.rewards());
    }
}
