package mathesis.actors.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import mathesis.engine.ChatMessage;

/// One object of a JSONL file. A field that is missing or of the wrong kind is a [BadLineException].
///
/// @param number of the line in its file, from 1
/// @param json   the object
public record JsonLine(int number, ObjectNode json) {
    /// The line's id as it was written, string or number; its number where it has none.
    JsonNode id() {
        var id = json.get("id");
        return id == null ? IntNode.valueOf(number) : id;
    }

    boolean has(String field) {
        return json.hasNonNull(field);
    }

    String text(String field) {
        var value = json.get(field);
        require(value != null && value.isTextual(), "needs a string \"" + field + "\"");
        return value.textValue();
    }

    /// A text, or a number as it was written.
    String textOrNumber(String field) {
        var value = json.get(field);
        require(value != null && (value.isTextual() || value.isNumber()), "needs a string or number \"" + field + "\"");
        return value.asText();
    }

    /// A flag that is false where it is missing.
    boolean flag(String field) {
        var value = json.get(field);
        require(value == null || value.isBoolean(), "\"" + field + "\" must be true or false");
        return value != null && value.booleanValue();
    }

    /// The field `tokens`: ids that a vocabulary of this size holds.
    int[] tokens(int vocabularySize) {
        var array = json.get("tokens");
        require(array != null && array.isArray(), "needs an array \"tokens\"");
        var tokens = new int[array.size()];
        for (int i = 0; i < tokens.length; i++) {
            var token = array.get(i);
            require(
                    token.canConvertToInt()
                            && token.isIntegralNumber()
                            && token.intValue() >= 0
                            && token.intValue() < vocabularySize,
                    "token " + i + " is " + token + "; ids of this model lie in [0, " + vocabularySize + ")");
            tokens[i] = token.intValue();
        }
        return tokens;
    }

    /// The field `messages`: a conversation.
    List<ChatMessage> messages() {
        var array = json.get("messages");
        require(array != null && array.isArray() && !array.isEmpty(), "needs a non-empty array \"messages\"");
        var messages = new ArrayList<ChatMessage>();
        for (var message : array) {
            var role = message.get("role");
            var content = message.get("content");
            require(
                    role != null && role.isTextual() && content != null && content.isTextual(),
                    "each message needs the strings \"role\" and \"content\"");
            messages.add(new ChatMessage(role.textValue(), content.textValue()));
        }
        return messages;
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new BadLineException(rule);
        }
    }
}
