package mathesis.actors.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.TreeSet;
import mathesis.reward.metrics.AreaUnderCurve;
import mathesis.reward.metrics.FirstErrors;
import mathesis.reward.metrics.FirstErrors.Solution;
import mathesis.reward.model.LabelledSolution;
import mathesis.reward.model.RewardModelCard;

/// How well a reward model's scores agree with labels, beside what scoring without looking gives.
final class RewardReport {
    private final RewardModelCard card;
    private final OptionalDouble asked;
    private final List<Double> outcomeScores = new ArrayList<>();
    private final List<Boolean> outcomes = new ArrayList<>();
    private final List<Double> stepScores = new ArrayList<>();
    private final List<Double> stepPlaces = new ArrayList<>();
    private final List<Boolean> stepLabels = new ArrayList<>();
    private final List<Solution> solutions = new ArrayList<>();
    private int scored;
    private int leftOut;
    private String firstProblem = "";

    /// @param asked another threshold to report at
    RewardReport(RewardModelCard card, OptionalDouble asked) {
        this.card = card;
        this.asked = asked;
    }

    /// A solution that could not be scored.
    void leftOut(String problem) {
        if (leftOut++ == 0) {
            firstProblem = problem;
        }
    }

    /// The score of a solution whose label is known.
    void outcome(double score, boolean right) {
        outcomeScores.add(score);
        outcomes.add(right);
    }

    /// The scores of a solution's steps, where anything is known of them.
    void steps(double[] scores, LabelledSolution solution) {
        scored++;
        double[] labels = solution.labels();
        boolean whole = scores.length == labels.length; // no two steps share a token
        for (int i = 0; whole && i < labels.length; i++) {
            if (!Double.isNaN(labels[i])) {
                stepScores.add(scores[i]);
                stepPlaces.add((double) -i);
                stepLabels.add(labels[i] >= 0.5);
            }
        }
        if (whole && solution.firstErrorKnown()) {
            solutions.add(new Solution(scores, solution.firstError()));
        }
    }

    List<String> lines() {
        var lines = new ArrayList<String>();
        if (leftOut > 0) {
            lines.add(leftOut + " solutions could not be scored, the first: " + firstProblem);
        }
        if (!outcomes.isEmpty()) {
            lines.add("solutions: " + agreement(outcomeScores, outcomes));
        }
        if (!stepLabels.isEmpty()) {
            lines.add("steps: " + agreement(stepScores, stepLabels));
            lines.add("steps by their place alone, earlier is better: AUC " + area(stepPlaces, stepLabels));
        }
        if (!solutions.isEmpty()) {
            lines.add("first error: " + solutions.size() + " solutions, "
                    + solutions.stream().filter(s -> s.firstError() >= 0).count() + " with an error"
                    + (scored > solutions.size()
                            ? " (of " + (scored - solutions.size()) + " more it is unknown)"
                            : ""));
            lines.addAll(firstErrors());
        }
        return lines;
    }

    private static String agreement(List<Double> scores, List<Boolean> labels) {
        var scoreArray = scores.stream().mapToDouble(Double::doubleValue).toArray();
        var labelArray = new boolean[labels.size()];
        int right = 0;
        int agreed = 0;
        for (int i = 0; i < labelArray.length; i++) {
            labelArray[i] = labels.get(i);
            right += labelArray[i] ? 1 : 0;
            agreed += labelArray[i] == scoreArray[i] >= 0.5 ? 1 : 0;
        }
        int most = Math.max(right, labelArray.length - right);
        return String.format(
                Locale.ROOT,
                "%,d labelled, %,d right; AUC %s (chance 0.500); accuracy at 0.5 %.3f (always the same answer %.3f)",
                labelArray.length,
                right,
                area(scores, labels),
                (double) agreed / labelArray.length,
                (double) most / labelArray.length);
    }

    private static String area(List<Double> scores, List<Boolean> labels) {
        var right = new boolean[labels.size()];
        for (int i = 0; i < right.length; i++) {
            right[i] = labels.get(i);
        }
        var area = AreaUnderCurve.of(
                scores.stream().mapToDouble(Double::doubleValue).toArray(), right);
        return area.isPresent() ? share(area.getAsDouble()) : "none";
    }

    private List<String> firstErrors() {
        var table = TextTable.ofNumbers("", "accuracy", "on wrong", "on right", "F1");
        var thresholds = new TreeSet<Double>(List.of(0.5));
        asked.ifPresent(thresholds::add);
        row(table, String.format(Locale.ROOT, "threshold %.4f (training)", card.threshold()), card.threshold());
        for (double threshold : thresholds) {
            row(table, String.format(Locale.ROOT, "threshold %.4f", threshold), threshold);
        }
        row(table, "always right", 0);
        int most = FirstErrors.mostFrequent(solutions);
        if (most != FirstErrors.NONE) {
            table.row("always step " + (most + 1), share(FirstErrors.accuracyOfNaming(most, solutions)), "", "", "");
        }
        table.row("a step or none by chance", share(FirstErrors.chance(solutions)), "", "", "");
        return table.lines();
    }

    private void row(TextTable table, String name, double threshold) {
        var found = FirstErrors.at(threshold, solutions);
        table.row(
                name,
                share(found.accuracy()),
                share(found.accuracyOnWrong()),
                share(found.accuracyOnRight()),
                share(found.f1()));
    }

    private static String share(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
