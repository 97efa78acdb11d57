package mathesis.rollout.tool;

import java.util.List;

/// Runs the programs that a model writes. Implementations are safe for any number of threads, see that a program can do
/// no harm, and end it after a time.
public interface ProgramRunner {
    /// Runs the last of these programs after the others, in one interpreter: an earlier one lends its variables, and
    /// what it prints is dropped.
    ///
    /// An error of the program's own, running out of time or memory among them, is output for the model to read.
    ///
    /// @param programs source texts of all programs that the completion holds so far, in order; never empty
    /// @throws Exception when the program could not be run through no fault of its own
    ProgramOutput run(List<String> programs) throws Exception;
}
