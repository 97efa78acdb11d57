package mathesis.learner;

import java.util.Arrays;
import mathesis.reward.Grade;
import mathesis.reward.Grade.Failed;
import mathesis.reward.Grade.OutcomeGrade;
import mathesis.reward.Grade.ProcessGrade;
import mathesis.reward.Grade.Unscorable;

/// A grade seen as rewards of steps: an outcome is one step that ends at the last token, and a completion that
/// could not be graded, or whose grade is not a finite number, has no step at all.
///
/// @param rewards  by step
/// @param stepEnds index of each step's last token, ascending
/// @param correct  whether the final answer is right
/// @param missing  why there is no step, empty where there is one
record Steps(double[] rewards, int[] stepEnds, boolean correct, String missing) {
    static Steps of(Grade grade, int tokens) {
        return switch (grade) {
            case OutcomeGrade outcome ->
                checked(new double[] {outcome.reward()}, new int[] {tokens - 1}, outcome.correct());
            case ProcessGrade(var rewards, var stepEnds, var correct) -> checked(rewards, stepEnds, correct);
            case Unscorable(var reason) -> none(reason);
            case Failed(var reason) -> none(reason);
        };
    }

    boolean scored() {
        return rewards.length > 0;
    }

    /// One number for reports: the reward, or the mean over the steps.
    double reward() {
        return Advantages.mean(rewards);
    }

    private static Steps checked(double[] rewards, int[] stepEnds, boolean correct) {
        if (rewards.length == 0) {
            return none("the grade has no step");
        }
        return Arrays.stream(rewards).allMatch(Double::isFinite)
                ? new Steps(rewards, stepEnds, correct, "")
                : none("a reward is not a finite number");
    }

    private static Steps none(String reason) {
        return new Steps(new double[0], new int[0], false, reason);
    }
}
