package mathesis.reward.equivalence;

/// What comparing a solution's final answer with the reference answer says.
///
/// @param kind   decides the reward
/// @param reason one of a small fixed set of phrases, so that verdicts can be counted by reason
public record Verdict(Kind kind, String reason) {
    /// The possible outcomes.
    public enum Kind {
        /// The answers mean the same; pays 1.
        EQUAL,
        /// They do not; pays 0.
        DIFFERENT,
        /// The solution states no final answer; pays 0.
        NO_ANSWER,
        /// Neither equality nor difference could be shown; pays 0.
        UNDECIDED,
        /// The reference answer cannot be understood; the sample is left out.
        UNPARSEABLE_GOLD
    }

    static Verdict equal(String reason) {
        return new Verdict(Kind.EQUAL, reason);
    }

    static Verdict different(String reason) {
        return new Verdict(Kind.DIFFERENT, reason);
    }

    static Verdict undecided(String reason) {
        return new Verdict(Kind.UNDECIDED, reason);
    }
}
