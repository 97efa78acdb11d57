package mathesis.reward.composition;

import mathesis.reward.Reward;

/// A reward with its share in what a solution is paid.
///
/// @param name   under which it is reported
/// @param weight its score is multiplied by this
public record Part(String name, double weight, Reward reward) {
    public Part {
        if (!Double.isFinite(weight)) {
            throw new IllegalArgumentException("the weight of reward " + name + " is " + weight + "; must be finite");
        }
    }
}
