package mathesis.reward;

import mathesis.rollout.Completion;
import mathesis.rollout.Problem;

/// One part of what a solution is paid: accuracy, format, length, a learned model, or a class of the user's own.
/// Implementations are safe for any number of threads.
public interface Reward {
    /// Scores one solution, from its text and tokens; the prompt is no part of them.
    ///
    /// @throws Exception when this solution cannot be scored; it is then left out of its group and counted, and the
    ///                   run goes on
    Score score(Problem problem, Completion completion) throws Exception;
}
