package mathesis.reward;

/// What grading says of one completion. A reward that could not be computed is not a reward of 0: it has a case of its
/// own, and the completion is left out of its group's statistics.
public sealed interface Grade {
    /// One reward for the whole solution (outcome supervision).
    ///
    /// @param reward  usually 1 for a right answer and 0 for a wrong or missing one
    /// @param correct whether the final answer is the reference answer
    /// @param answer  the final answer as found, empty when there is none
    record OutcomeGrade(double reward, boolean correct, String answer) implements Grade {}

    /// One reward for each step (process supervision).
    ///
    /// @param rewards  by step
    /// @param stepEnds index within the completion of each step's last token, ascending
    /// @param correct  whether the final answer is the reference answer
    record ProcessGrade(double[] rewards, int[] stepEnds, boolean correct) implements Grade {
        public ProcessGrade {
            if (rewards.length != stepEnds.length) {
                throw new IllegalArgumentException(rewards.length + " rewards but " + stepEnds.length + " step ends");
            }
        }
    }

    /// The reference answer cannot be understood, so nothing can be said.
    record Unscorable(String reason) implements Grade {}

    /// Grading broke or ran out of time.
    record Failed(String reason) implements Grade {}
}
