package mathesis.engine;

/// Which weights: the number of optimizer updates since the run began; 0 is the model that the run started from.
public record PolicyVersion(long number) implements Comparable<PolicyVersion> {
    public PolicyVersion {
        if (number < 0) {
            throw new IllegalArgumentException("a policy version counts updates; got " + number);
        }
    }

    /// The version after one more update.
    public PolicyVersion next() {
        return new PolicyVersion(number + 1);
    }

    @Override
    public int compareTo(PolicyVersion other) {
        return Long.compare(number, other.number);
    }
}
