package mathesis.actors.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import mathesis.reward.model.LabelledSolution;
import mathesis.reward.model.StepLabels.Estimation;
import mathesis.reward.model.StepSplitter;
import mathesis.reward.model.Supervision;

/// Turns lines of solutions into what reward models learn from and are measured on.
///
/// An outcome row has `question`, `solution` (or `steps`) and a label under `label`, `is_correct`, `outcome` or
/// `answer_correct`. A process row has `question`, `steps` (or `solution`) and either `labels`, one for each step
/// (null: unknown), or `first_error_step`, counted from 1: the steps before it are right, it is wrong, of those
/// after it nothing is known; null, 0 or absent where `solution_correct` or the key itself says that all are
/// right.
///
/// @param supervision what the model judges
/// @param splitter    cuts solutions that are not cut yet
/// @param estimation  what becomes of labels between 0 and 1: hard makes everything above 0 a 1, as Math-Shepherd does
record SolutionRows(Supervision supervision, StepSplitter splitter, Estimation estimation) {
    private static final List<String> OUTCOME_LABELS =
            List.of("label", "is_correct", "outcome", "answer_correct", "solution_correct");
    private static final String FIRST_ERROR = "first_error_step";

    /// A line that must have a label.
    LabelledSolution labelled(JsonLine line) {
        var solution = solution(line);
        if (Arrays.stream(solution.labels()).allMatch(Double::isNaN)) {
            throw new BadLineException(
                    supervision == Supervision.OUTCOME
                            ? "needs a label: one of " + OUTCOME_LABELS
                            : "needs \"labels\" or \"" + FIRST_ERROR + "\"");
        }
        return solution;
    }

    /// A line with or without labels.
    LabelledSolution solution(JsonLine line) {
        try {
            return switch (supervision) {
                case OUTCOME -> LabelledSolution.outcome(line.text("question"), text(line), outcome(line));
                case PROCESS -> process(line);
            };
        } catch (IllegalArgumentException e) {
            throw new BadLineException(e.getMessage());
        }
    }

    /// What a line says of the whole solution, if it says anything.
    static Optional<Boolean> right(JsonLine line) {
        double label = label(line, List.of("is_correct", "outcome", "answer_correct", "label", "solution_correct"));
        return Double.isNaN(label) ? Optional.empty() : Optional.of(label >= 0.5);
    }

    private String text(JsonLine line) {
        String text = line.has("solution") ? line.text("solution") : splitter.join(texts(line));
        if (text.isBlank()) {
            throw new BadLineException("the solution is empty");
        }
        return text;
    }

    private LabelledSolution process(JsonLine line) {
        var steps = line.has("steps") ? texts(line) : splitter.steps(line.text("solution"));
        if (steps.isEmpty()) {
            throw new BadLineException("the solution is empty");
        }
        return new LabelledSolution(line.text("question"), steps, stepLabels(line, steps.size()));
    }

    private static List<String> texts(JsonLine line) {
        var array = line.json().path("steps");
        var texts = new ArrayList<String>();
        for (var step : array) {
            if (!step.isTextual()) {
                throw new BadLineException("\"steps\" must hold strings");
            }
            texts.add(step.textValue());
        }
        if (texts.isEmpty()) {
            throw new BadLineException("needs a string \"solution\" or a non-empty array \"steps\"");
        }
        return texts;
    }

    private double outcome(JsonLine line) {
        double label = label(line, OUTCOME_LABELS);
        return estimation == Estimation.HARD && label > 0 ? 1 : label;
    }

    private double[] stepLabels(JsonLine line, int steps) {
        var labels = new double[steps];
        Arrays.fill(labels, LabelledSolution.UNKNOWN);
        var array = line.json().path("labels");
        if (array.isArray()) {
            if (array.size() != steps) {
                throw new BadLineException(steps + " steps but " + array.size() + " labels");
            }
            for (int i = 0; i < steps; i++) {
                double label = number(array.get(i), "labels");
                labels[i] = estimation == Estimation.HARD && label > 0 ? 1 : label;
            }
        } else if (line.json().has(FIRST_ERROR) || line.has("solution_correct")) {
            fillUntil(firstError(line, steps), labels);
        }
        return labels;
    }

    /// @param firstError from 0, or past the end
    private static void fillUntil(int firstError, double[] labels) {
        Arrays.fill(labels, 0, firstError, 1);
        if (firstError < labels.length) {
            labels[firstError] = 0;
        }
    }

    private static int firstError(JsonLine line, int steps) {
        var value = line.json().path(FIRST_ERROR);
        if (value.isMissingNode() || value.isNull() || value.asInt(-1) == 0) {
            if (line.has("solution_correct") && !line.flag("solution_correct")) {
                throw new BadLineException("the solution is wrong, but " + FIRST_ERROR + " is missing");
            }
            return steps;
        }
        if (!value.canConvertToInt() || value.intValue() < 1 || value.intValue() > steps) {
            throw new BadLineException(FIRST_ERROR + " is " + value + "; must lie in [1, " + steps + "]");
        }
        return value.intValue() - 1;
    }

    private static double label(JsonLine line, List<String> names) {
        for (var name : names) {
            if (line.has(name)) {
                return number(line.json().get(name), name);
            }
        }
        return LabelledSolution.UNKNOWN;
    }

    private static double number(JsonNode value, String name) {
        if (value.isNull()) {
            return LabelledSolution.UNKNOWN;
        }
        if (value.isBoolean()) {
            return value.booleanValue() ? 1 : 0;
        }
        if (!value.isNumber() || value.doubleValue() < 0 || value.doubleValue() > 1) {
            throw new BadLineException("\"" + name + "\" is " + value + "; must be true, false or lie in [0, 1]");
        }
        return value.doubleValue();
    }
}
