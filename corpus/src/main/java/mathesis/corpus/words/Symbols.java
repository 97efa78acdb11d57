package mathesis.corpus.words;

/// What operators and mathematical symbols are in a text that is read as words.
public enum Symbols {
    /// Each is a word, so that formulas that differ in a sign differ.
    ARE_WORDS,
    /// They separate words like punctuation.
    SEPARATE
}
