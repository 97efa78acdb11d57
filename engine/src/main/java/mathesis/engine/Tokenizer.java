package mathesis.engine;

import java.util.List;
import java.util.OptionalInt;

/// Turns text into token ids and back. Implementations are immutable and safe for any number of threads.
public interface Tokenizer {
    /// Number of ids, added tokens included: every id lies in `[0, vocabularySize)`.
    int vocabularySize();

    /// The ids of a text. With `addSpecialTokens` the model's own begin or end tokens are put around it. Special
    /// tokens that are spelled out in the text are recognised either way.
    ///
    /// @throws IllegalArgumentException when the vocabulary cannot express a character; the message names it
    int[] encode(String text, boolean addSpecialTokens);

    /// The text of a sequence of ids. Bytes that are not UTF-8 become U+FFFD; ids that no token has (a model's
    /// vocabulary may be padded past the tokenizer's) give no text.
    String decode(int[] tokens, boolean skipSpecialTokens);

    /// Decodes a sequence while it grows; see [#decode] for `skipSpecialTokens`.
    StreamingDecoder streamingDecoder(boolean skipSpecialTokens);

    /// The id of a whole token, for example `<|im_end|>`, if there is one.
    OptionalInt id(String token);

    /// Whether [#renderChat] may be called.
    boolean hasChatTemplate();

    /// A conversation as the text that the model was trained on. Encode it without special tokens: the template
    /// writes them itself.
    ///
    /// @param addGenerationPrompt ends with the header of an assistant turn that the model is to write
    /// @throws IllegalStateException    when the model has no chat template
    /// @throws IllegalArgumentException when the template rejects the conversation
    String renderChat(List<ChatMessage> messages, boolean addGenerationPrompt);
}
