package mathesis.reward;

/// What a [Reward] says of one solution.
public sealed interface Score {
    /// One value for the whole solution.
    record Outcome(double value) implements Score {}

    /// One value for each step. The arrays are shared, not copied: nobody may write them.
    ///
    /// @param values   by step
    /// @param stepEnds index within the completion of each step's last token, ascending
    record Steps(double[] values, int[] stepEnds) implements Score {
        public Steps {
            if (values.length != stepEnds.length) {
                throw new IllegalArgumentException(values.length + " values but " + stepEnds.length + " step ends");
            }
        }
    }

    /// Nothing can be said, through no fault of the solution: its reference answer cannot be understood, say.
    record Unscorable(String reason) implements Score {}
}
