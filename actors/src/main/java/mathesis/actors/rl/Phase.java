package mathesis.actors.rl;

import java.util.Locale;

/// What a step's wall-clock time goes into. Where several happen at once, the time counts for the first of them in this
/// order: compute before what runs in its shadow.
public enum Phase {
    /// Forward and backward passes, optimizer.
    LEARN,
    /// Decoding.
    SAMPLE,
    /// Greedy solutions to held-out problems and their grading.
    EVALUATE,
    /// Answer checking.
    GRADE,
    /// Advantages, packing, outbox and inbox.
    JOURNAL,
    /// Batches on their way from publisher to learner.
    TRANSPORT,
    /// New weights on their way from learner to sampler, and their activation there.
    WEIGHTS,
    /// Writing a checkpoint.
    CHECKPOINT,
    /// None of the others: messages between actors, waiting.
    IDLE;

    /// As metrics spell it.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
