package mathesis.actors.rl;

import java.util.List;
import mathesis.rollout.Problem;

/// Greedy solutions to the held-out problems under one policy.
///
/// @param step      learning steps that the policy has behind it
/// @param solutions in the order of the problem set
public record Evaluation(long step, List<Solution> solutions) {
    /// @param problem what was asked
    /// @param text    what the model wrote
    /// @param answer  the final answer found in it, empty when there is none
    /// @param correct whether that is the reference answer; a solution that cannot be graded is not
    public record Solution(Problem problem, String text, String answer, boolean correct) {}

    public Evaluation {
        solutions = List.copyOf(solutions);
    }

    /// Number of right solutions.
    public int correct() {
        return (int) solutions.stream().filter(Solution::correct).count();
    }

    /// Share of right solutions; 0 where there is none at all.
    public double accuracy() {
        return solutions.isEmpty() ? 0 : (double) correct() / solutions.size();
    }
}
