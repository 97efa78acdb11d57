package mathesis.reward.equivalence;

/// What a percent sign does to a number; suites disagree.
public enum PercentPolicy {
    /// 10% is 10, as in the MATH and NeMo-Skills graders.
    SIGN_IS_A_UNIT,
    /// 10% is 1/10, as in Math-Verify.
    ONE_HUNDREDTH
}
