package mathesis.reward.composition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.TreeMap;
import mathesis.reward.Grade;
import mathesis.reward.Grade.Failed;
import mathesis.reward.Grade.OutcomeGrade;
import mathesis.reward.Grade.ProcessGrade;
import mathesis.reward.Grade.Unscorable;
import mathesis.reward.RewardTally;
import mathesis.reward.Score;
import mathesis.reward.answer.AnswerGrader.Judgement;
import mathesis.reward.equivalence.Verdict;

/// Everything that rewards said of one solution, and the grade that it adds up to.
///
/// Rewards of the whole solution are paid at its last token; with a reward of steps among them, all become steps and
/// those that end at the same token are added.
///
/// @param judgement     on the final answer
/// @param answerMatters whether the final answer is paid for; if so, a reference answer that cannot be understood
///                      leaves the solution out
/// @param tokens        length of the solution
/// @param marks         by reward
public record Marks(Judgement judgement, boolean answerMatters, int tokens, List<Mark> marks) {
    public Marks {
        marks = List.copyOf(marks);
    }

    /// The same with more marks.
    public Marks plus(List<Mark> more) {
        var all = new ArrayList<>(marks);
        all.addAll(more);
        return new Marks(judgement, answerMatters, tokens, all);
    }

    /// The weighted sum, or why there is none.
    public Grade grade() {
        if (answerMatters && judgement.verdict().kind() == Verdict.Kind.UNPARSEABLE_GOLD) {
            return new Unscorable(judgement.verdict().reason());
        }
        for (var mark : marks) {
            if (mark.score() instanceof Score.Unscorable(var reason)) {
                return new Unscorable(mark.name() + ": " + reason);
            }
            if (!mark.finite()) {
                return new Failed("reward " + mark.name() + " gave no finite number");
            }
        }
        return marks.stream().anyMatch(mark -> mark.score() instanceof Score.Steps) ? process() : outcome();
    }

    /// What this solution adds to the metrics.
    public RewardTally tally() {
        var values = new HashMap<String, Double>();
        for (var mark : marks) {
            double value = mark.value();
            if (Double.isFinite(value)) {
                values.put(mark.name(), value);
            }
        }
        return RewardTally.of(
                values, judgement.verdict().kind() + ": " + judgement.verdict().reason());
    }

    private boolean correct() {
        return judgement.verdict().kind() == Verdict.Kind.EQUAL;
    }

    private Grade outcome() {
        double sum = 0;
        for (var mark : marks) {
            sum += mark.weight() * mark.value();
        }
        return new OutcomeGrade(sum, correct(), judgement.answer());
    }

    private Grade process() {
        var rewards = new TreeMap<Integer, Double>();
        for (var mark : marks) {
            switch (mark.score()) {
                case Score.Outcome(var value) -> rewards.merge(tokens - 1, mark.weight() * value, Double::sum);
                case Score.Steps(var values, var stepEnds) -> {
                    for (int step = 0; step < values.length; step++) {
                        rewards.merge(stepEnds[step], mark.weight() * values[step], Double::sum);
                    }
                }
                case Score.Unscorable _ -> throw new IllegalStateException("an unscorable solution has no steps");
            }
        }
        return new ProcessGrade(
                rewards.values().stream().mapToDouble(Double::doubleValue).toArray(),
                rewards.keySet().stream().mapToInt(Integer::intValue).toArray(),
                correct());
    }
}
