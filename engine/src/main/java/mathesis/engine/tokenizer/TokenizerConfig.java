package mathesis.engine.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What `tokenizer_config.json` adds to `tokenizer.json`.
///
/// @param named        the tokens that have a role: `bos_token`, `eos_token`, `pad_token` and so on
/// @param addBosToken  whether a text begins with the first of them, where the file says so
/// @param addEosToken  whether a text ends with the second, where the file says so
/// @param chatTemplate Jinja
record TokenizerConfig(
        Map<String, String> named,
        Optional<Boolean> addBosToken,
        Optional<Boolean> addEosToken,
        Optional<String> chatTemplate) {
    private static final String DEFAULT_TEMPLATE = "default";

    static TokenizerConfig read(JsonNode json) throws TokenizerFormatException {
        var config = new Component("tokenizer_config.json", json);
        boolean llama = json.path("tokenizer_class").asText().startsWith("LlamaTokenizer");
        return new TokenizerConfig(
                named(config),
                choice(config, "add_bos_token").or(() -> llama ? Optional.of(true) : Optional.empty()),
                choice(config, "add_eos_token").or(() -> llama ? Optional.of(false) : Optional.empty()),
                chatTemplate(config));
    }

    /// A token is a text, or an object that has it as `content`.
    private static Map<String, String> named(Component config) {
        var named = new LinkedHashMap<String, String>();
        for (var field : config.json().properties()) {
            var value = field.getValue();
            var content = value.isObject() ? value.path("content") : value;
            if (field.getKey().endsWith("_token") && content.isTextual()) {
                named.put(field.getKey(), content.textValue());
            }
        }
        return named;
    }

    private static Optional<Boolean> choice(Component config, String field) throws TokenizerFormatException {
        var value = config.field(field);
        return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(config.flag(field));
    }

    /// A text, or a list of named templates of which one is the default.
    private static Optional<String> chatTemplate(Component config) throws TokenizerFormatException {
        if (config.child("chat_template").isAbsent()) {
            return Optional.empty();
        }
        if (!config.field("chat_template").isArray()) {
            return Optional.of(config.text("chat_template"));
        }
        for (var template : config.children("chat_template")) {
            if (template.text("name").equals(DEFAULT_TEMPLATE)) {
                return Optional.of(template.text("template"));
            }
        }
        throw config.refused("chat_template has no template named " + DEFAULT_TEMPLATE);
    }
}
