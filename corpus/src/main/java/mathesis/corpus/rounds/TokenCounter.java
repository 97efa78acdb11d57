package mathesis.corpus.rounds;

/// Counts the tokens of a text, for the budget of a round. Safe for any number of threads.
public interface TokenCounter {
    /// A token for each four bytes of UTF-8, for runs without a tokenizer. Counts too few where a text is mostly
    /// formulas; the cut moves with it, the ranking does not.
    TokenCounter BYTES_BY_FOUR = text -> (utf8Length(text) + 3) / 4;

    int count(String text);

    private static int utf8Length(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : Character.isSurrogate(c) ? 2 : 3; // a pair of surrogates is 4 bytes
        }
        return bytes;
    }
}
