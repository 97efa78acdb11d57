package mathesis.reward.answer;

/// The final answer of a solution, as written there, and how it was found.
public record FinalAnswer(String text, Anchor anchor) {
    /// The marks that point out a final answer.
    public enum Anchor {
        /// `\boxed{...}`, `\fbox{...}` or `\boxed 7`; several that belong together, joined by "and".
        BOX,
        /// The rest of a line after `####`.
        HASHES,
        /// The sentence "the answer is ..." or "Answer: ...", in one of several languages.
        PHRASE,
        /// The letter of a choice.
        LETTER,
        /// The last `[...]`.
        BRACKET,
        /// What the last program printed.
        OUTPUT,
        /// The last formula of the text, or several that are joined by commas or words.
        FORMULA,
        /// The last number of the text.
        LAST_NUMBER,
        /// The text is nothing but an answer.
        WHOLE_TEXT
    }
}
