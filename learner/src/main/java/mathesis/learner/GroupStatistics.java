package mathesis.learner;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import mathesis.learner.PackedBatch.GroupSummary;
import mathesis.reward.RewardTally;

/// What the groups of a batch say about sampling and grading. Ratios of nothing are 0.
///
/// @param groups of one batch
record GroupStatistics(List<GroupSummary> groups) {
    /// Over scored completions.
    double rewardMean() {
        return groups.stream()
                .flatMapToDouble(group -> Arrays.stream(group.rewards()))
                .average()
                .orElse(0);
    }

    /// Mean over groups of the sample deviation.
    double rewardStd() {
        return mean(group -> Advantages.deviation(1, group.rewards()));
    }

    double zeroStdShare() {
        return mean(group -> Advantages.deviation(1, group.rewards()) == 0 ? 1 : 0);
    }

    double correctShare() {
        return ratio(sum(GroupSummary::correct), sum(group -> group.rewards().length));
    }

    double completionLengthMean() {
        return ratio(sum(GroupSummary::completionTokens), sum(GroupSummary::completions));
    }

    double finishedShare() {
        return ratio(sum(GroupSummary::finished), sum(GroupSummary::completions));
    }

    double toolCallFrequency() {
        return ratio(sum(GroupSummary::toolCalls), sum(GroupSummary::completions));
    }

    double toolFailureFrequency() {
        return ratio(sum(GroupSummary::failedPrograms), sum(GroupSummary::toolCalls));
    }

    RewardTally rewards() {
        return groups.stream().map(GroupSummary::tally).reduce(RewardTally.NONE, RewardTally::plus);
    }

    int unscored() {
        return sum(GroupSummary::unscored);
    }

    private double mean(ToDoubleFunction<GroupSummary> value) {
        return groups.stream().mapToDouble(value).average().orElse(0);
    }

    private int sum(ToIntFunction<GroupSummary> value) {
        return groups.stream().mapToInt(value).sum();
    }

    private static double ratio(int part, int whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
