package mathesis.reward.answer;

import mathesis.reward.equivalence.EquivalencePolicy;

/// How solutions are graded.
///
/// @param extraction  where a final answer may be looked for
/// @param equivalence when it means the same as the reference answer
public record GradingPolicy(ExtractionPolicy extraction, EquivalencePolicy equivalence) {
    /// Both by default.
    public static final GradingPolicy DEFAULT = new GradingPolicy(ExtractionPolicy.DEFAULT, EquivalencePolicy.DEFAULT);
}
