package mathesis.rollout.problems;

/// A line holds no usable problem; the message says why.
final class DefectException extends Exception {
    DefectException(String reason) {
        super(reason, null, false, false);
    }
}
