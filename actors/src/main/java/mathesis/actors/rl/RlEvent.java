package mathesis.actors.rl;

import java.nio.file.Path;
import java.util.List;

/// What a run tells whoever watches it.
public sealed interface RlEvent {
    /// The ring stands and begins to work.
    ///
    /// @param fromStep steps that are done already; 0 for a new run
    /// @param replayed groups in the journal that will be trained on again without sampling
    record Started(Path folder, long fromStep, long steps, int replayed) implements RlEvent {}

    /// Something about the run that its figures must be read with, in words; comes after [Started].
    record Noted(String note) implements RlEvent {}

    /// Held-out accuracy was measured, also before the first step. Comes before the [Stepped] of the same step.
    record Evaluated(Evaluation evaluation) implements RlEvent {}

    /// A step is done.
    record Stepped(StepMetrics metrics) implements RlEvent {}

    /// A group contributes nothing: its prompt is too long, or none of its solutions could be graded.
    record Lost(long step, String problemId, StepMetrics.LostGroup group) implements RlEvent {}

    /// A step's batch gave no finite gradient: the weights are as they were.
    record Quarantined(long step, List<String> groupIds, String reason) implements RlEvent {}

    /// A checkpoint is on disk.
    record CheckpointSaved(long step, Path folder) implements RlEvent {}

    /// The run is over, well.
    record Finished(RunSummary summary) implements RlEvent {}
}
