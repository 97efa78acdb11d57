package mathesis.reward.answer;

/// The final answer of a solution, as written there, and how it was found.
public record FinalAnswer(String text, Anchor anchor) {
    /// The marks that point out a final answer, strongest first.
    public enum Anchor {
        /// `\boxed{...}`, `\fbox{...}` or `\boxed 7`.
        BOX,
        /// The rest of a line after `####`.
        HASHES,
        /// The sentence "the answer is ..." or "Answer: ...".
        PHRASE,
        /// The last number of the text.
        LAST_NUMBER
    }
}
