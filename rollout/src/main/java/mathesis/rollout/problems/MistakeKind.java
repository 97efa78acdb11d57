package mathesis.rollout.problems;

/// The kinds of mistake that can happen in any pattern.
public enum MistakeKind {
    /// Adds where it should subtract, and the like.
    WRONG_OPERATION,
    /// Leaves out the last step of several.
    STOPS_EARLY,
    /// Works with another number of the text.
    WRONG_NUMBER,
    /// Miscalculates: off by one, or by ten as when a carry is forgotten.
    SLIP
}
