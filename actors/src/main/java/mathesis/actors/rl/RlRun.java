package mathesis.actors.rl;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import mathesis.actors.Settings;
import mathesis.rollout.Problem;

/// Runs the ring on this machine: from a model and questions to a better model.
public final class RlRun {
    private RlRun() {}

    /// What a new run starts from.
    ///
    /// @param settings every setting; `settings.run().dir()` is not looked at
    /// @param model    folder of the start model in Hugging Face format; also the reference policy
    /// @param problems to train on, at least one
    /// @param heldOut  to measure with; empty measures nothing
    /// @param folder   the run folder: new or empty
    public record Start(Settings settings, Path model, List<Problem> problems, List<Problem> heldOut, Path folder) {
        public Start {
            problems = List.copyOf(problems);
            heldOut = List.copyOf(heldOut);
        }
    }

    /// Does a whole run and returns when it is over.
    ///
    /// @throws IOException        the run folder is not empty, is in use, or cannot be written
    /// @throws RunFailedException the run ended before its last step
    public static RunSummary start(Start start, RlListener listener) throws IOException {
        throw new UnsupportedOperationException(start + " " + listener);
    }

    /// Goes on with a run from its newest whole checkpoint and its journal, to the last step that its settings name.
    ///
    /// @param overrides settings to change, as in [Settings#load]; `run.steps` prolongs a run
    /// @throws IOException        the folder holds no run, is in use, or cannot be read or written
    /// @throws RunFailedException the run ended before its last step
    public static RunSummary resume(Path folder, List<String> overrides, RlListener listener) throws IOException {
        throw new UnsupportedOperationException(folder + " " + overrides + listener);
    }
}
