package mathesis.rollout.problems;

/// What a generator makes.
///
/// @param oneStep    relative weight of problems of one operation
/// @param twoSteps   of two
/// @param threeSteps of three
/// @param mistakes   how often solutions are wrong
public record ProblemMix(double oneStep, double twoSteps, double threeSteps, MistakeRates mistakes) {
    /// Two in five of one step, two in five of two, one in five of three; mistakes by default. Our figures.
    public static final ProblemMix DEFAULT = new ProblemMix(0.4, 0.4, 0.2, MistakeRates.DEFAULT);

    public ProblemMix {
        if (!(oneStep >= 0 && twoSteps >= 0 && threeSteps >= 0 && oneStep + twoSteps + threeSteps > 0)) {
            throw new IllegalArgumentException("steps weigh " + oneStep + ", " + twoSteps + ", " + threeSteps
                    + "; weights must be 0 or more, not all 0");
        }
    }

    /// The same problems with other mistakes in their solutions.
    public ProblemMix withMistakes(MistakeRates rates) {
        return new ProblemMix(oneStep, twoSteps, threeSteps, rates);
    }
}
