package mathesis.reward.composition;

import java.util.Arrays;
import mathesis.reward.Score;

/// What one reward said of a solution.
///
/// @param name   of the reward
/// @param weight its score is multiplied by this
public record Mark(String name, double weight, Score score) {
    /// One number for reports: the value, or the mean over the steps; not a number where there is none.
    public double value() {
        return switch (score) {
            case Score.Outcome(var value) -> value;
            case Score.Steps(var values, var _) ->
                Arrays.stream(values).average().orElse(Double.NaN);
            case Score.Unscorable _ -> Double.NaN;
        };
    }

    boolean finite() {
        return switch (score) {
            case Score.Outcome(var value) -> Double.isFinite(value);
            case Score.Steps(var values, var _) ->
                values.length > 0 && Arrays.stream(values).allMatch(Double::isFinite);
            case Score.Unscorable _ -> true;
        };
    }
}
