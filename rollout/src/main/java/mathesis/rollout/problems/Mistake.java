package mathesis.rollout.problems;

/// How a worked solution goes wrong. Every later step goes on from the wrong value.
sealed interface Mistake {
    /// Uses another operation at a step.
    record WrongOperation(int step, Operation used) implements Mistake {}

    /// Leaves out the last step.
    record StopsEarly() implements Mistake {}

    /// Uses another number of the text on the right side of a step.
    record WrongNumber(int step, char used) implements Mistake {}

    /// Writes a result that is off by so much.
    record Slip(int step, int off) implements Mistake {}
}
