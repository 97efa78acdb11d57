package mathesis.engine;

/// The text of one growing sequence of tokens, piece by piece. For one thread and one sequence.
///
/// All pieces together are exactly what [Tokenizer#decode] gives for all the tokens together.
public interface StreamingDecoder {
    /// The text that became certain with this token; empty while a character's bytes are still incomplete.
    String append(int token);

    /// The rest once no token follows: U+FFFD for a character that stayed incomplete, else nothing.
    String finish();
}
