package mathesis.reward.equivalence;

/// What suites disagree about when they compare two answers.
///
/// @param percent how a percent sign is read
public record EquivalencePolicy(PercentPolicy percent) {
    /// A percent sign changes nothing.
    public static final EquivalencePolicy DEFAULT = new EquivalencePolicy(PercentPolicy.SIGN_IS_A_UNIT);
}
