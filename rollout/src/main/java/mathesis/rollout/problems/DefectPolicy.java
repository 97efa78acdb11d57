package mathesis.rollout.problems;

/// What reading a question file does when it meets a line that holds no usable problem.
public sealed interface DefectPolicy {
    /// Throws at the first defect, naming file and line.
    record Stop() implements DefectPolicy {}

    /// Leaves the line out and counts it.
    ///
    /// @param limit the most defects a file may have; one more throws
    record SkipAndCount(int limit) implements DefectPolicy {
        public SkipAndCount {
            if (limit < 0) {
                throw new IllegalArgumentException("defect limit is " + limit + "; must be 0 or more");
            }
        }
    }

    /// The most defects that a file read under this policy may have.
    default int limit() {
        return switch (this) {
            case Stop() -> 0;
            case SkipAndCount(int limit) -> limit;
        };
    }
}
