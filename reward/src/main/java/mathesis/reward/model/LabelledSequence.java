package mathesis.reward.model;

/// A prompt with its solution as tokens, and the positions at which a reward model is asked. The arrays are shared, not
/// copied: nobody may write them.
///
/// @param tokens    prompt and solution
/// @param positions ascending indices into `tokens`
/// @param labels    by position; [LabelledSolution#UNKNOWN] where there is nothing to train on
public record LabelledSequence(int[] tokens, int[] positions, float[] labels) {
    public LabelledSequence {
        if (positions.length != labels.length) {
            throw new IllegalArgumentException(positions.length + " positions but " + labels.length + " labels");
        }
        for (int i = 0; i < positions.length; i++) {
            if (positions[i] < (i == 0 ? 0 : positions[i - 1] + 1) || positions[i] >= tokens.length) {
                throw new IllegalArgumentException("position " + positions[i] + " of " + tokens.length
                        + " tokens; positions ascend and lie in the sequence");
            }
        }
    }

    /// Positions with a label.
    int labelled() {
        int labelled = 0;
        for (float label : labels) {
            labelled += Float.isNaN(label) ? 0 : 1;
        }
        return labelled;
    }
}
