package mathesis.corpus.training;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Who looks on while a classifier is trained.
///
/// @param progress  called about a thousand times, by one of the training threads at a time; it should be quick
/// @param cancelled asked before every line, from every thread
public record TrainingWatch(Consumer<TrainingProgress> progress, BooleanSupplier cancelled) {
    /// Nobody looks on, nobody interferes.
    public static final TrainingWatch NONE = new TrainingWatch(_ -> {}, () -> false);
}
