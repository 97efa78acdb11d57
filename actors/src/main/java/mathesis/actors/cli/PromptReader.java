package mathesis.actors.cli;

import java.util.List;
import mathesis.engine.ChatMessage;
import mathesis.engine.ModelConfig;
import mathesis.engine.Tokenizer;

/// Turns lines of an input file into token sequences that a model can take.
///
/// @param tokenizer of the model
/// @param config    of the model
/// @param chat      whether texts are the words of a user, to be put into the chat template
record PromptReader(Tokenizer tokenizer, ModelConfig config, boolean chat) {
    PromptReader {
        if (chat && !tokenizer.hasChatTemplate()) {
            throw new WrongUsageException("--chat needs a model with a chat template, and this one has none");
        }
    }

    /// The prompt of a line with `tokens`, `messages` or `text`, short enough to leave room for a completion.
    int[] prompt(JsonLine line) {
        return withinContext(tokens(line), 1, config.contextLength() - 1, "a prompt");
    }

    /// The prompt that somebody typed.
    int[] prompt(String text) {
        return withinContext(encode(text), 1, config.contextLength() - 1, "a prompt");
    }

    /// The whole sequence of a line with `tokens` or `text`.
    int[] sequence(JsonLine line) {
        return withinContext(tokens(line), 2, config.contextLength(), "a sequence to score");
    }

    /// The text of a line's conversation, as the model was trained on it.
    static String rendered(Tokenizer tokenizer, JsonLine line) {
        try {
            return tokenizer.renderChat(line.messages(), line.flag("add_generation_prompt"));
        } catch (IllegalArgumentException
                | IllegalStateException e) { // a template may refuse, for example two users in a row
            throw new BadLineException("the chat template refuses it: " + e.getMessage());
        }
    }

    private int[] tokens(JsonLine line) {
        if (line.has("tokens")) {
            return line.tokens(config.vocabularySize());
        }
        return chat && line.has("messages")
                ? tokenizer.encode(rendered(tokenizer, line), false)
                : encode(line.text("text"));
    }

    private int[] encode(String text) {
        return chat
                ? tokenizer.encode(tokenizer.renderChat(List.of(new ChatMessage("user", text)), true), false)
                : tokenizer.encode(text, true);
    }

    private static int[] withinContext(int[] tokens, int least, int most, String what) {
        if (tokens.length < least || tokens.length > most) {
            throw new BadLineException(
                    what + " must have " + least + " to " + most + " tokens for this model; this has " + tokens.length);
        }
        return tokens;
    }
}
