package mathesis.reward.metrics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// Area under the receiver operating characteristic: how probably a right item scores above a wrong one, equal scores
/// counting half. 1 ranks perfectly, 0.5 is chance.
public final class AreaUnderCurve {
    private AreaUnderCurve() {}

    /// Nothing where all labels are the same.
    public static OptionalDouble of(double[] scores, boolean[] right) {
        var order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> scores[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double rights = 0;
        double rankSum = 0;
        int from = 0;
        while (from < order.length) {
            int to = from;
            while (to < order.length && scores[order[to]] == scores[order[from]]) {
                to++;
            }
            double rank = (from + 1 + to) / 2.0; // the mean rank of equal scores, from 1
            long tied = Arrays.stream(order, from, to).filter(i -> right[i]).count();
            rights += tied;
            rankSum += tied * rank;
            from = to;
        }
        double wrongs = scores.length - rights;
        return rights == 0 || wrongs == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((rankSum - rights * (rights + 1) / 2) / (rights * wrongs));
    }
}
