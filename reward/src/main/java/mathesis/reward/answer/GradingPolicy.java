package mathesis.reward.answer;

/// How solutions are graded.
///
/// @param extraction where a final answer may be looked for
/// @param percent    how a percent sign is read
public record GradingPolicy(ExtractionPolicy extraction, PercentPolicy percent) {
    /// Extraction by default, and a percent sign changes nothing.
    public static final GradingPolicy DEFAULT =
            new GradingPolicy(ExtractionPolicy.DEFAULT, PercentPolicy.SIGN_IS_A_UNIT);
}
