package mathesis.rollout.problems;

/// Groups sentence patterns by the thought that they ask for. Families with a misconception are the ones in which a
/// share of the texts reasons wrongly in always the same way.
public enum Family {
    /// Two amounts come together; adds.
    JOIN,
    /// Some of an amount goes; subtracts.
    TAKE_AWAY,
    /// "has 5 more than"; adds.
    MORE_THAN,
    /// "4 boxes of 6"; multiplies.
    EACH,
    /// Two amounts are joined, then shared; divides a sum.
    SHARE_ALL,
    /// "has 5 fewer than"; the misconception adds.
    FEWER_THAN,
    /// "has 12, which is 5 more than Ann has": the words say the opposite of what is to be done; the misconception
    /// does what the words say.
    REVERSED,
    /// "how many more"; the misconception hears "more" and adds.
    DIFFERENCE,
    /// "shares 12 among 4"; the misconception subtracts.
    SHARE,
    /// The last step is easily forgotten; the misconception answers with the result before it.
    LAST_STEP
}
