package mathesis.reward;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the rewards said of some solutions, reward by reward, and how their final answers compared: for metrics.
///
/// @param rewards  by name of the reward, before its weight
/// @param verdicts how often each verdict was given, by `KIND: reason`
public record RewardTally(SortedMap<String, Spread> rewards, SortedMap<String, Integer> verdicts) {
    /// Of no solution.
    public static final RewardTally NONE = new RewardTally(new TreeMap<>(), new TreeMap<>());

    /// Enough of some values to tell their mean and deviation, also together with others.
    ///
    /// @param count   number of values
    /// @param sum     of the values
    /// @param squares sum of their squares
    public record Spread(int count, double sum, double squares) {
        /// Of one value.
        public static Spread of(double value) {
            return new Spread(1, value, value * value);
        }

        /// Both together.
        public Spread plus(Spread other) {
            return new Spread(count + other.count, sum + other.sum, squares + other.squares);
        }

        /// Mean, 0 of nothing.
        public double mean() {
            return count == 0 ? 0 : sum / count;
        }

        /// Standard deviation of the sample, 0 of fewer than two values.
        public double deviation() {
            return count < 2 ? 0 : Math.sqrt(Math.max(0, (squares - sum * sum / count) / (count - 1)));
        }
    }

    public RewardTally {
        rewards = Collections.unmodifiableSortedMap(new TreeMap<>(rewards));
        verdicts = Collections.unmodifiableSortedMap(new TreeMap<>(verdicts));
    }

    /// Of one solution.
    ///
    /// @param values by name of the reward
    public static RewardTally of(Map<String, Double> values, String verdict) {
        var rewards = new TreeMap<String, Spread>();
        values.forEach((name, value) -> rewards.put(name, Spread.of(value)));
        return new RewardTally(rewards, new TreeMap<>(Map.of(verdict, 1)));
    }

    /// Both together.
    public RewardTally plus(RewardTally other) {
        var sums = new TreeMap<>(rewards);
        other.rewards.forEach((name, spread) -> sums.merge(name, spread, Spread::plus));
        var counts = new TreeMap<>(verdicts);
        other.verdicts.forEach((verdict, count) -> counts.merge(verdict, count, Integer::sum));
        return new RewardTally(sums, counts);
    }
}
