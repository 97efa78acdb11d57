package mathesis.reward.metrics;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// How well the first wrong step of solutions is found.
///
/// Source: ProcessBench, arXiv:2412.06559, section 3: accuracy on solutions with an error (the very step is named),
/// accuracy on those without (none is named), and F1, the harmonic mean of the two.
///
/// @param wrong      solutions with an error
/// @param wrongFound those of which the very step was named
/// @param right      solutions without an error
/// @param rightFound those of which no step was named
public record FirstErrors(int wrong, int wrongFound, int right, int rightFound) {
    /// The first error of a solution that has none.
    public static final int NONE = -1;

    /// A solution's scores.
    ///
    /// @param scores     by step
    /// @param firstError index of the first wrong step, or [#NONE]
    public record Solution(double[] scores, int firstError) {
        /// The first step that scores below a threshold, or [#NONE].
        public int predicted(double threshold) {
            for (int i = 0; i < scores.length; i++) {
                if (scores[i] < threshold) {
                    return i;
                }
            }
            return NONE;
        }

        /// The chance that a step drawn evenly, or none, is the right guess.
        double chance() {
            return 1.0 / (scores.length + 1);
        }
    }

    /// Names the first step below the threshold.
    public static FirstErrors at(double threshold, List<Solution> solutions) {
        int wrong = 0;
        int wrongFound = 0;
        int rightFound = 0;
        for (var solution : solutions) {
            boolean found = solution.predicted(threshold) == solution.firstError();
            boolean hasError = solution.firstError() != NONE;
            wrong += hasError ? 1 : 0;
            wrongFound += hasError && found ? 1 : 0;
            rightFound += !hasError && found ? 1 : 0;
        }
        return new FirstErrors(wrong, wrongFound, solutions.size() - wrong, rightFound);
    }

    /// The threshold with the best F1, among equals the best accuracy, then the lowest. One half where there is nothing
    /// to choose by.
    public static double bestThreshold(List<Solution> solutions) {
        var candidates = new TreeSet<Double>();
        for (var solution : solutions) {
            for (double score : solution.scores()) {
                candidates.add(score);
            }
        }
        var thinned = candidates.stream().toList();
        int stride = Math.max(1, thinned.size() / MOST_CANDIDATES);
        return java.util.stream.IntStream.range(0, thinned.size())
                .filter(i -> i % stride == 0)
                .mapToObj(thinned::get)
                .max(Comparator.<Double>comparingDouble(t -> at(t, solutions).f1())
                        .thenComparingDouble(t -> at(t, solutions).accuracy())
                        .thenComparing(Comparator.reverseOrder()))
                .orElse(0.5);
    }

    private static final int MOST_CANDIDATES = 500;

    /// The step (or [#NONE]) that is the first error of most solutions: naming it always is the best guess without
    /// looking.
    public static int mostFrequent(List<Solution> solutions) {
        var counts = new TreeMap<Integer, Integer>();
        solutions.forEach(solution -> counts.merge(solution.firstError(), 1, Integer::sum));
        return counts.entrySet().stream()
                .max(Map.Entry.<Integer, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(NONE);
    }

    /// The accuracy of naming a step always.
    public static double accuracyOfNaming(int step, List<Solution> solutions) {
        return solutions.stream()
                .mapToInt(solution -> solution.firstError() == step ? 1 : 0)
                .average()
                .orElse(0);
    }

    /// The accuracy of a guess that draws evenly from all steps and "none".
    public static double chance(List<Solution> solutions) {
        return solutions.stream().mapToDouble(Solution::chance).average().orElse(0);
    }

    /// Share of all solutions whose first error, or lack of one, was found exactly.
    public double accuracy() {
        return share(wrongFound + rightFound, wrong + right);
    }

    /// Share of the solutions with an error whose step was named.
    public double accuracyOnWrong() {
        return share(wrongFound, wrong);
    }

    /// Share of the solutions without an error of which no step was named.
    public double accuracyOnRight() {
        return share(rightFound, right);
    }

    /// The harmonic mean of the two, 0 where one is 0.
    public double f1() {
        double sum = accuracyOnWrong() + accuracyOnRight();
        return sum == 0 ? 0 : 2 * accuracyOnWrong() * accuracyOnRight() / sum;
    }

    private static double share(int part, int whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
