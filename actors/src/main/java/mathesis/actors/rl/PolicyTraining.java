package mathesis.actors.rl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import mathesis.actors.Settings;
import mathesis.engine.OptimizerState;
import mathesis.engine.PretrainedModel;
import mathesis.engine.Trainer;
import mathesis.engine.Transformer;
import mathesis.engine.Weights;
import mathesis.engine.checkpoint.DType;
import mathesis.engine.checkpoint.HuggingFaceModel;
import mathesis.engine.checkpoint.TrainingCheckpoint;
import mathesis.learner.PackedBatch;
import mathesis.learner.PolicyUpdate;

/// The policy in training with its optimizer, its reference and its checkpoints. Belongs to one thread at a time.
final class PolicyTraining implements AutoCloseable {
    private final RunFolder folder;
    private final Settings settings;
    private final Timeline timeline;
    private final PretrainedModel model;
    private final Transformer policy;
    private final Trainer trainer;
    private final Optional<Transformer> reference;
    private final PolicyUpdate update;
    private final long doneSteps;

    /// Takes up where the newest whole checkpoint stands, or at the initial model.
    PolicyTraining(RunFolder folder, Settings settings, Timeline timeline) throws IOException {
        this.folder = folder;
        this.settings = settings;
        this.timeline = timeline;
        var checkpoint = TrainingCheckpoint.newest(folder.checkpoints());
        int threads = settings.learner().computeThreads();
        this.doneSteps = checkpoint.map(TrainingCheckpoint::step).orElse(0L);
        this.model = checkpoint.isPresent() ? checkpoint.get().model() : PretrainedModel.load(folder.initial());
        this.policy = new Transformer(model.weights(), threads);
        this.trainer = checkpoint.isPresent()
                ? new Trainer(policy, settings.optimizer(), checkpoint.get().optimizer(model.config()))
                : new Trainer(policy, settings.optimizer());
        this.reference = settings.grpo().klBeta() > 0
                ? Optional.of(new Transformer(referenceWeights(), threads))
                : Optional.empty();
        this.update = new PolicyUpdate(trainer, reference, settings.grpo());
    }

    /// Steps that the checkpoint holds.
    long doneSteps() {
        return doneSteps;
    }

    PretrainedModel model() {
        return model;
    }

    /// The policy's weights: read them only between calls of this object.
    Weights weights() {
        return model.weights();
    }

    /// Trains on the groups of a step.
    StepOutcome train(StepAssembly.Step step) {
        try (var _ = timeline.span(Phase.LEARN)) {
            var outcome = step.batches().isEmpty()
                    ? new StepOutcome.Empty("every group is lost; the first: "
                            + step.lost().getFirst().reason())
                    : outcome(update.apply(PackedBatch.merge(step.batches())));
            if (settings.learner().endsIteration(step.step())) {
                nextIteration(step.step());
            }
            return outcome;
        }
    }

    /// Writes a checkpoint, unless the newest is of this step already, and lets go of the oldest.
    RunController.Saved save(long step) {
        try (var _ = timeline.span(Phase.CHECKPOINT)) {
            var newest = TrainingCheckpoint.newest(folder.checkpoints());
            var checkpoint = newest.isPresent() && newest.get().step() == step
                    ? newest.get()
                    : TrainingCheckpoint.write(folder.checkpoints(), step, model, optimizer(), state());
            TrainingCheckpoint.retain(folder.checkpoints(), settings.run().keepCheckpoints());
            return new RunController.Saved(
                    step, checkpoint.folder().toString(), model.weights().sha256());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the checkpoint of step " + step + " cannot be written: " + e.getMessage(), e);
        }
    }

    private OptimizerState optimizer() {
        return trainer.state();
    }

    private Map<String, Object> state() {
        return Map.of(
                "seed", settings.seed(),
                "groups_per_step", settings.grpo().groupsPerStep(),
                "group_size", settings.grpo().groupSize());
    }

    private static StepOutcome outcome(PolicyUpdate.Outcome outcome) {
        return switch (outcome) {
            case PolicyUpdate.Outcome.Trained(var report) -> new StepOutcome.Learned(report);
            case PolicyUpdate.Outcome.Quarantined quarantined -> new StepOutcome.Quarantined(quarantined.reason());
        };
    }

    /// Paper, algorithm 1, line 3: the reference becomes the policy. Kept on disk, for a resumed run begins with it.
    private void nextIteration(long step) {
        reference.ifPresent(transformer -> {
            try {
                if (Files.notExists(folder.reference(step))) {
                    HuggingFaceModel.save(model, folder.reference(step), DType.F32);
                }
                transformer.weights().copyFrom(model.weights());
                transformer.weightsChanged();
            } catch (IOException e) {
                throw new UncheckedIOException("the reference policy of step " + step + " cannot be written", e);
            }
        });
    }

    private Weights referenceWeights() throws IOException {
        long since = settings.learner().iterationBegan(doneSteps);
        return PretrainedModel.load(since == 0 ? folder.initial() : folder.reference(since))
                .weights();
    }

    /// Frees all memory.
    @Override
    public void close() {
        trainer.close();
        reference.ifPresent(transformer -> {
            transformer.close();
            transformer.weights().close();
        });
        policy.close();
        model.close();
    }
}
