package mathesis.actors.rl;

import java.util.ArrayList;
import mathesis.actors.Settings;
import mathesis.engine.ChatMessage;
import mathesis.engine.Tokenizer;
import mathesis.rollout.Problem;

/// Turns a question into the tokens of a prompt. Immutable; any thread may use it.
final class PromptWriter {
    private final Settings.Prompt settings;
    private final Tokenizer tokenizer;

    /// @throws mathesis.actors.SettingsException when a chat is asked of a model without a chat template
    PromptWriter(Settings.Prompt settings, Tokenizer tokenizer) {
        settings.requireFits(tokenizer);
        this.settings = settings;
        this.tokenizer = tokenizer;
    }

    /// The prompt for a problem.
    int[] tokens(Problem problem) {
        String text = settings.template().replace(Settings.Prompt.QUESTION, problem.question());
        return switch (settings.style()) {
            case PLAIN -> tokenizer.encode(text, true);
            case CHAT -> tokenizer.encode(chat(text), false);
        };
    }

    private String chat(String text) {
        var messages = new ArrayList<ChatMessage>();
        if (!settings.system().isEmpty()) {
            messages.add(new ChatMessage("system", settings.system()));
        }
        messages.add(new ChatMessage("user", text));
        return tokenizer.renderChat(messages, true);
    }
}
