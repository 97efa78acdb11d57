package mathesis.engine.tokenizer;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mathesis.engine.ChatMessage;
import mathesis.engine.tokenizer.jinja.None;
import mathesis.engine.tokenizer.jinja.Template;

/// How a model wants a conversation written.
///
/// @param named the tokens that the template knows by role, `bos_token` and so on
record ChatTemplate(Template template, Map<String, String> named, Clock clock) {
    /// @throws IllegalArgumentException when the template rejects the conversation
    String render(List<ChatMessage> messages, boolean addGenerationPrompt) {
        var values = new HashMap<String, Object>(named);
        values.put(
                "messages",
                messages.stream()
                        .map(message -> Map.of("role", message.role(), "content", message.content()))
                        .toList());
        values.put("add_generation_prompt", addGenerationPrompt);
        values.put("tools", None.NONE);
        values.put("documents", None.NONE);
        return template.render(values, clock);
    }
}
