package mathesis.reward.model;

import java.util.List;

/// A solution that a reward model is trained or measured on.
///
/// @param question what was asked
/// @param steps    with or without their delimiters, at least one; an outcome's solution is one step
/// @param labels   for each step 1 (right so far), 0 (wrong), a share between them, or [#UNKNOWN]; the array is shared,
///                 nobody may write it
public record LabelledSolution(String question, List<String> steps, double[] labels) {
    /// The label of a step of which nothing is known: it is scored and not trained on.
    public static final double UNKNOWN = Double.NaN;

    public LabelledSolution {
        steps = List.copyOf(steps);
        if (steps.isEmpty() || steps.size() != labels.length) {
            throw new IllegalArgumentException(steps.size() + " steps but " + labels.length
                    + " labels; a solution has a step, and each step has a label");
        }
        for (double label : labels) {
            if (!Double.isNaN(label) && !(label >= 0 && label <= 1)) {
                throw new IllegalArgumentException("a label is " + label + "; labels lie in [0, 1]");
            }
        }
    }

    /// A whole solution.
    public static LabelledSolution outcome(String question, String solution, double label) {
        return new LabelledSolution(question, List.of(solution), new double[] {label});
    }

    /// The first step whose label says wrong (below one half), from 0, or -1 where there is none.
    public int firstError() {
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0.5) {
                return i;
            }
        }
        return -1;
    }

    /// Whether every step before the first error, and without one every step, has a label: only then is it known which
    /// error is the first.
    public boolean firstErrorKnown() {
        int until = firstError() < 0 ? labels.length : firstError();
        for (int i = 0; i < until; i++) {
            if (Double.isNaN(labels[i])) {
                return false;
            }
        }
        return true;
    }
}
