package mathesis.actors.cli;

import java.util.List;
import java.util.OptionalInt;
import mathesis.engine.ChatMessage;
import mathesis.engine.StreamingDecoder;
import mathesis.engine.Tokenizer;

/// Stands in for the tokenizer of a model that comes without one: ids have no text, and text has no ids.
///
/// @param vocabularySize of the model
record NoTokenizer(int vocabularySize) implements Tokenizer {
    @Override
    public int[] encode(String text, boolean addSpecialTokens) {
        throw new BadLineException("this model has no tokenizer.json and takes {\"id\",\"tokens\"} only");
    }

    @Override
    public String decode(int[] tokens, boolean skipSpecialTokens) {
        return "";
    }

    @Override
    public StreamingDecoder streamingDecoder(boolean skipSpecialTokens) {
        throw new UnsupportedOperationException("this model has no tokenizer.json: its tokens have no text");
    }

    @Override
    public OptionalInt id(String token) {
        return OptionalInt.empty();
    }

    @Override
    public boolean hasChatTemplate() {
        return false;
    }

    @Override
    public String renderChat(List<ChatMessage> messages, boolean addGenerationPrompt) {
        throw new IllegalStateException("this model has no tokenizer.json and so no chat template");
    }
}
