package mathesis.reward.composition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mathesis.reward.Score;
import mathesis.reward.answer.AnswerGrader;
import mathesis.reward.equivalence.Verdict;
import mathesis.rollout.Completion;
import mathesis.rollout.Problem;

/// The rewards that follow a rule and need nobody's code but ours: whether the final answer is right, and parts such as
/// form, length and repetition. Their work is bounded by the text. Safe for any number of threads.
public final class RuleRewards {
    /// Name of the reward for a right answer.
    public static final String ACCURACY = "accuracy";

    private final AnswerGrader answers;
    private final double accuracy;
    private final Optional<FormatReward> gate;
    private final List<Part> parts;

    /// @param answers  compares final answers
    /// @param accuracy weight of a right answer; 0 does not pay for it, but it is looked at for the metrics
    /// @param gate     form without which a right answer is not paid for
    /// @param parts    the rest
    public RuleRewards(AnswerGrader answers, double accuracy, Optional<FormatReward> gate, List<Part> parts) {
        this.answers = answers;
        this.accuracy = accuracy;
        this.gate = gate;
        this.parts = List.copyOf(parts);
    }

    /// What these rewards say of a solution.
    ///
    /// @throws Exception when one of them breaks, which none of ours is known to do
    public Marks marks(Problem problem, Completion completion) throws Exception {
        var judgement = answers.judge(problem.answer(), completion.text());
        var marks = new ArrayList<Mark>();
        boolean paid = judgement.verdict().kind() == Verdict.Kind.EQUAL
                && gate.map(form -> form.holds(completion)).orElse(true);
        if (accuracy != 0) {
            marks.add(new Mark(ACCURACY, accuracy, new Score.Outcome(paid ? 1 : 0)));
        }
        for (var part : parts) {
            marks.add(new Mark(part.name(), part.weight(), part.reward().score(problem, completion)));
        }
        return new Marks(judgement, accuracy != 0, completion.tokens().length, marks);
    }
}
