package mathesis.rollout.tool;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Runs the programs that a model writes, on threads of its own, and sees that they can do no harm and end after a
/// time. The same programs have the same output. Safe for any number of threads.
@FunctionalInterface
public interface ProgramRunner {
    /// Runs the last of these programs after the others, in one interpreter: an earlier one lends its variables,
    /// and what it prints is dropped. Returns at once.
    ///
    /// An error of the program's own, running out of time or memory among them, is output for the model to read.
    /// The future fails when the program could not be run through no fault of its own.
    ///
    /// @param programs source texts of all programs that the completion holds so far, in order; never empty
    CompletableFuture<ProgramOutput> run(List<String> programs);
}
