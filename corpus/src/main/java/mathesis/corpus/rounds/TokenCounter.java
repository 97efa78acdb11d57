package mathesis.corpus.rounds;

import mathesis.corpus.shard.Utf8;

/// Counts the tokens of a text, for the budget of a round. Safe for any number of threads.
public interface TokenCounter {
    /// A token for each four bytes of UTF-8, for runs without a tokenizer. Counts too few where a text is mostly
    /// formulas; the cut moves with it, the ranking does not.
    TokenCounter BYTES_BY_FOUR = text -> Math.ceilDiv(Utf8.length(text), 4);

    int count(String text);
}
