package mathesis.reward.answer;

import java.util.Optional;
import mathesis.reward.answer.AnswerGrader.Judgement;
import mathesis.reward.equivalence.Verdict;

/// Decides whether solutions state the reference answer. Implementations are safe for any number of threads.
public interface SolutionJudge {
    /// The final answer of a solution, if it states one.
    Optional<FinalAnswer> find(String solution);

    /// The verdict on one solution.
    Judgement judge(String answerField, String solution);

    /// The same where the question is known; some suites read an answer by it.
    default Judgement judge(String question, String answerField, String solution) {
        return judge(answerField, solution);
    }

    /// What comparing two bare answers says.
    Verdict compare(String gold, String answer);
}
