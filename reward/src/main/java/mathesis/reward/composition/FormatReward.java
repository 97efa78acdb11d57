package mathesis.reward.composition;

import java.util.List;
import mathesis.reward.Reward;
import mathesis.reward.Score;
import mathesis.rollout.Completion;
import mathesis.rollout.Completion.Finish;
import mathesis.rollout.Problem;

/// Whether a solution has the form asked for: every mark exactly once and in this order, and, where asked for, an
/// end of its own. 1 when it has, else 0. Only what the model wrote is looked at, so that marks in a prompt earn
/// nothing.
///
/// @param marks for example `<think>`, `</think>`, `\boxed{`; none asks for no mark
/// @param ended whether the solution must have ended by itself and not at the length limit
public record FormatReward(List<String> marks, boolean ended) implements Reward {
    public FormatReward {
        marks = List.copyOf(marks);
        if (marks.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException("reward.format.marks holds an empty mark; leave it out");
        }
    }

    @Override
    public Score score(Problem problem, Completion completion) {
        return new Score.Outcome(holds(completion) ? 1 : 0);
    }

    /// Whether the form is right.
    public boolean holds(Completion completion) {
        if (ended && completion.finish() != Finish.STOP) {
            return false;
        }
        var text = completion.text();
        int from = 0;
        for (var mark : marks) {
            int at = text.indexOf(mark);
            if (at < from || text.indexOf(mark, at + mark.length()) >= 0) {
                return false;
            }
            from = at + mark.length();
        }
        return true;
    }
}
