package mathesis.reward.answer;

import mathesis.reward.equivalence.EquivalencePolicy;

/// How solutions are graded.
///
/// @param extraction  where a final answer may be looked for
/// @param gold        how the answer field of a problem is read
/// @param equivalence when an answer means the same as the reference answer
public record GradingPolicy(ExtractionPolicy extraction, GoldReading gold, EquivalencePolicy equivalence) {
    /// All by default.
    public static final GradingPolicy DEFAULT = new GradingPolicy(ExtractionPolicy.DEFAULT, EquivalencePolicy.DEFAULT);

    /// With the answer field read as data sets state it.
    public GradingPolicy(ExtractionPolicy extraction, EquivalencePolicy equivalence) {
        this(extraction, GoldReading.STATED, equivalence);
    }
}
