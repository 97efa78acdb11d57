package mathesis.reward.suite;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import mathesis.reward.answer.AnswerGrader.Judgement;
import mathesis.reward.answer.FinalAnswer;
import mathesis.reward.answer.FinalAnswer.Anchor;
import mathesis.reward.answer.SolutionJudge;
import mathesis.reward.equivalence.Verdict;
import mathesis.reward.equivalence.Verdict.Kind;

/// The paper's grader, reproduced because published figures depend on it. Not for training: see [DeepSeekEquality] for
/// what it calls equal.
///
/// @param suite whose extraction and comparison it takes
record DeepSeekJudge(DeepSeekSuite suite) implements SolutionJudge {
    private static final Verdict EQUAL = new Verdict(Kind.EQUAL, "equal to the paper's grader");
    private static final Verdict DIFFERENT = new Verdict(Kind.DIFFERENT, "different to the paper's grader");
    private static final Verdict NO_ANSWER = new Verdict(Kind.NO_ANSWER, "no final answer");
    private static final Verdict EMPTY_GOLD = new Verdict(Kind.UNPARSEABLE_GOLD, "empty reference");

    @Override
    public Optional<FinalAnswer> find(String solution) {
        var found = String.join(", ", suite.predictions("", solution));
        return found.isBlank() ? Optional.empty() : Optional.of(new FinalAnswer(found, Anchor.PHRASE));
    }

    @Override
    public Judgement judge(String answerField, String solution) {
        return judge("", answerField, solution);
    }

    @Override
    public Judgement judge(String question, String answerField, String solution) {
        var gold = distinct(suite.gold(question, answerField));
        if (gold.isEmpty()) {
            return new Judgement(EMPTY_GOLD, "");
        }
        var all = distinct(suite.predictions(question, solution));
        var last = all.subList(Math.max(0, all.size() - gold.size()), all.size());
        if (last.isEmpty()) {
            return new Judgement(NO_ANSWER, "");
        }
        return new Judgement(suite.isCorrect(last, gold) ? EQUAL : DIFFERENT, String.join(", ", last));
    }

    @Override
    public Verdict compare(String gold, String answer) {
        return suite.isCorrect(List.of(answer), List.of(gold)) ? EQUAL : DIFFERENT;
    }

    private static List<String> distinct(List<String> answers) {
        var distinct = new LinkedHashSet<>(answers);
        distinct.remove("");
        return new ArrayList<>(distinct);
    }
}
