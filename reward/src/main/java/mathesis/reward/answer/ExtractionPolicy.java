package mathesis.reward.answer;

/// Where a final answer may be looked for.
///
/// @param endOfThinking only text after the last of these marks counts, and a text without one has no answer; empty for
///                      formats without thinking
/// @param lastNumber    whether the last number of the text counts where nothing points out the answer
/// @param longestText   only so many characters at the end of the text are looked at
public record ExtractionPolicy(String endOfThinking, boolean lastNumber, int longestText) {
    /// No thinking, last number allowed, a million characters.
    public static final ExtractionPolicy DEFAULT = new ExtractionPolicy("", true, 1 << 20);

    public ExtractionPolicy {
        if (longestText < 1) {
            throw new IllegalArgumentException("longest-text is " + longestText + "; must be positive");
        }
    }

    /// Only text after this mark counts.
    public ExtractionPolicy after(String mark) {
        return new ExtractionPolicy(mark, lastNumber, longestText);
    }

    /// An answer must be pointed out by a box, `####` or a phrase.
    public ExtractionPolicy anchoredOnly() {
        return new ExtractionPolicy(endOfThinking, false, longestText);
    }
}
