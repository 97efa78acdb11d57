package mathesis.reward.answer;

import java.util.Optional;
import mathesis.reward.answer.AnswerGrader.Judgement;
import mathesis.reward.answer.FinalAnswer.Anchor;
import mathesis.reward.equivalence.Equivalence;
import mathesis.reward.equivalence.Verdict;
import mathesis.reward.equivalence.Verdict.Kind;

/// Finds an answer by a policy and compares it with the reference answer.
public final class PolicyJudge implements SolutionJudge {
    private static final Verdict NO_ANSWER = new Verdict(Kind.NO_ANSWER, "no final answer");

    private final AnswerExtractor extractor;
    private final GoldReading goldReading;
    private final Equivalence equivalence;

    /// Judges by this policy.
    public PolicyJudge(GradingPolicy policy) {
        extractor = new AnswerExtractor(policy.extraction());
        goldReading = policy.gold();
        equivalence = new Equivalence(policy.equivalence());
    }

    @Override
    public Optional<FinalAnswer> find(String solution) {
        return extractor.find(solution);
    }

    @Override
    public Verdict compare(String gold, String answer) {
        return equivalence.compare(gold, answer);
    }

    @Override
    public Judgement judge(String answerField, String solution) {
        var gold = goldReading.read(answerField);
        var unusable = equivalence.unusable(gold);
        return unusable.isPresent()
                ? new Judgement(unusable.get(), "")
                : find(solution)
                        .filter(answer -> !answer.text().isBlank())
                        .map(answer -> judged(gold, unboxed(answer)))
                        .orElseGet(() -> new Judgement(NO_ANSWER, ""));
    }

    private Judgement judged(String gold, FinalAnswer answer) {
        var verdict = equivalence.compare(gold, answer.text());
        if (verdict.kind() != Kind.EQUAL) {
            var other = otherReading(gold, answer);
            if (other.isPresent()) {
                var second = equivalence.compare(gold, other.get());
                if (second.kind() == Kind.EQUAL) {
                    return new Judgement(second, bounded(other.get()));
                }
            }
        }
        return new Judgement(verdict, bounded(answer.text()));
    }

    /// A sentence may state its answer in a box.
    private static FinalAnswer unboxed(FinalAnswer answer) {
        return answer.text().contains("\\boxed")
                ? BoxScanner.last(answer.text())
                        .map(box -> new FinalAnswer(box.text(), answer.anchor()))
                        .orElse(answer)
                : answer;
    }

    /// What the answer comes to where it is more than the reference asks for: the letter of "(C) 14", or the result of
    /// a calculation.
    private static Optional<String> otherReading(String gold, FinalAnswer answer) {
        if (isChoice(gold)) {
            return ChoiceLetters.marked(answer.text());
        }
        boolean conclusion = answer.anchor() == Anchor.FORMULA;
        boolean chain = gold.indexOf('=') < 0 && (conclusion || Conclusion.isCalculation(answer.text()));
        return chain ? Conclusion.lastMember(answer.text()) : Optional.empty();
    }

    private static boolean isChoice(String gold) {
        return gold.length() == 1 && gold.charAt(0) >= 'A' && gold.charAt(0) <= 'Z';
    }

    private static String bounded(String answer) {
        return answer.substring(0, Math.min(answer.length(), AnswerExtractor.LONGEST_ANSWER));
    }
}
