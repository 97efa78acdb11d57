package mathesis.reward.answer;

import mathesis.reward.Grade;
import mathesis.reward.Grade.Failed;
import mathesis.reward.Grade.OutcomeGrade;
import mathesis.reward.Grade.Unscorable;
import mathesis.reward.GradedGroup;
import mathesis.reward.Grader;
import mathesis.reward.equivalence.Verdict;
import mathesis.rollout.Completion.Finish;
import mathesis.rollout.Group;

/// Outcome supervision by the final answer: 1 when it means the same as the reference answer, else 0. Looks at the text
/// of a completion only, never at its prompt.
public final class AnswerGrader implements Grader {
    private static final int LONGEST_REASON = 200;

    /// A verdict and the answer that it is about, empty when there is none.
    public record Judgement(Verdict verdict, String answer) {}

    private final SolutionJudge judge;
    private final VerdictCounts counts = new VerdictCounts();

    /// Grades by this policy.
    public AnswerGrader(GradingPolicy policy) {
        this(new PolicyJudge(policy));
    }

    /// Grades as this judge does.
    public AnswerGrader(SolutionJudge judge) {
        this.judge = judge;
    }

    /// Grades by the default policy.
    public AnswerGrader() {
        this(GradingPolicy.DEFAULT);
    }

    @Override
    public GradedGroup grade(Group group) {
        var answer = group.problem().answer();
        return new GradedGroup(
                group,
                group.completions().stream()
                        .map(completion -> completion.finish() == Finish.FAILED
                                ? new Failed("tool: " + completion.tool().failure())
                                : grade(answer, completion.text()))
                        .toList());
    }

    /// Grades one solution against the answer field of its problem; never throws.
    public Grade grade(String answerField, String solution) {
        try {
            var judgement = judge(answerField, solution);
            counts.count(judgement.verdict());
            return switch (judgement.verdict().kind()) {
                case EQUAL -> new OutcomeGrade(1, true, judgement.answer());
                case DIFFERENT, UNDECIDED, NO_ANSWER -> new OutcomeGrade(0, false, judgement.answer());
                case UNPARSEABLE_GOLD -> new Unscorable(judgement.verdict().reason());
            };
        } catch (RuntimeException e) {
            counts.countFailure();
            var reason = e.toString();
            return new Failed(reason.substring(0, Math.min(reason.length(), LONGEST_REASON)));
        }
    }

    /// The verdict on one solution, uncounted.
    public Judgement judge(String answerField, String solution) {
        return judge.judge(answerField, solution);
    }

    /// Whether two answers mean the same; what majority voting groups by.
    public boolean sameAnswer(String one, String other) {
        return one.equals(other) || judge.compare(one, other).kind() == Verdict.Kind.EQUAL;
    }

    /// The verdicts of all gradings so far.
    public VerdictCounts counts() {
        return counts;
    }
}
