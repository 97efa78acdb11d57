package mathesis.actors.rl;

import java.nio.file.Path;
import java.util.OptionalDouble;

/// How a run ended; `summary.json` of the run folder.
///
/// @param accuracyBefore greedy accuracy on the held-out problems of the model that the run began with
/// @param accuracyAfter  the same of the model that it ended with
/// @param heldOut        number of held-out problems; 0 when none were given
/// @param steps          learning steps done
/// @param seconds        wall-clock time of all steps, those before a resume included
/// @param seed           of the settings
/// @param tokensSampled  by training, not by evaluation
/// @param tokensTrained  positions that went through forward and backward
/// @param groupsTrained  groups trained on
/// @param groupsLost     groups that contributed nothing
/// @param peakMemory     most bytes that the engine held outside Java's heap, in the process that led the run last
/// @param weightsSha256  of the final weights
/// @param model          folder of the final model, in Hugging Face format
public record RunSummary(
        OptionalDouble accuracyBefore,
        OptionalDouble accuracyAfter,
        int heldOut,
        long steps,
        double seconds,
        long seed,
        long tokensSampled,
        long tokensTrained,
        long groupsTrained,
        long groupsLost,
        long peakMemory,
        String weightsSha256,
        Path model) {}
