package mathesis.engine;

/// KV-cached decoding of many sequences, those of one group sharing the keys and values of their prompt.
///
/// Not thread-safe: one decoder belongs to one thread. Weights must not change while a prompt is open.
public interface Decoder extends AutoCloseable {
    /// A prompt whose keys and values are computed and stored once. Close it after the slots opened on it.
    interface Prompt extends AutoCloseable {
        /// Number of tokens.
        int length();

        /// One row: the logits after the last token.
        Logits logits();

        @Override
        void close();
    }

    /// Runs the prompt through the model.
    Prompt prefill(int... tokens);

    /// Opens a sequence that continues the prompt and returns its slot.
    ///
    /// @throws IllegalStateException when all slots are taken
    int open(Prompt prompt);

    /// Ends a sequence and frees its slot.
    void close(int slot);

    /// Appends one token to each of the first `count` slots named; row i of the result belongs to `slots[i]`. The
    /// result is valid until the next call. Slots of one prompt that are named side by side read it together.
    Logits step(int[] slots, int[] tokens, int count);

    @Override
    void close();
}
