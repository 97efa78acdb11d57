package mathesis.engine.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A part of `tokenizer.json` that is read strictly: what the reader does not know is refused by name, because a
/// setting that is ignored would give other ids without a word.
///
/// @param path where it stands, for messages
/// @param json an object, or missing or null when the file leaves it out
record Component(String path, JsonNode json) {
    boolean isAbsent() {
        return json.isMissingNode() || json.isNull();
    }

    /// The `type` of a component, which must be an object with no other fields than these.
    String type(Set<String> fields) throws TokenizerFormatException {
        checkFields(fields);
        return text("type");
    }

    void checkFields(Set<String> fields) throws TokenizerFormatException {
        if (!json.isObject()) {
            throw refused("must be an object");
        }
        for (var field : json.properties()) {
            if (!fields.contains(field.getKey())) {
                throw refused("field \"" + field.getKey() + "\" is not supported");
            }
        }
    }

    Component child(String field) {
        return new Component(path + "." + field, field(field));
    }

    List<Component> children(String field) throws TokenizerFormatException {
        var list = field(field);
        if (!list.isArray()) {
            throw refused("needs a list \"" + field + "\"");
        }
        var children = new ArrayList<Component>(list.size());
        for (int i = 0; i < list.size(); i++) {
            children.add(new Component(path + "." + field + "[" + i + "]", list.get(i)));
        }
        return children;
    }

    String text(String field) throws TokenizerFormatException {
        var value = field(field);
        if (!value.isTextual()) {
            throw refused("needs a text \"" + field + "\"");
        }
        return value.textValue();
    }

    int id(String field) throws TokenizerFormatException {
        return asId(field, field(field));
    }

    /// Checks that a value can be a token id.
    int asId(String of, JsonNode value) throws TokenizerFormatException {
        if (!value.isInt() || value.intValue() < 0 || value.intValue() >= 1 << 24) {
            throw refused("the id of \"" + of + "\" is " + value + "; must be a number from 0 to 2^24");
        }
        return value.intValue();
    }

    /// A flag that is false when left out.
    boolean flag(String field) throws TokenizerFormatException {
        var value = field(field);
        if (!value.isMissingNode() && !value.isNull() && !value.isBoolean()) {
            throw refused(field + " is " + value + "; must be true or false");
        }
        return value.booleanValue();
    }

    /// Refuses a flag that is set.
    void mustBeUnset(String field) throws TokenizerFormatException {
        if (flag(field)) {
            throw refused(field + "=true is not supported");
        }
    }

    /// Refuses a value other than nothing, an empty text or 0.
    void mustBeEmpty(String field) throws TokenizerFormatException {
        var value = field(field);
        boolean zero = value.isNumber() && value.doubleValue() == 0;
        boolean empty = value.isTextual() && value.textValue().isEmpty();
        if (!value.isMissingNode() && !value.isNull() && !zero && !empty) {
            throw refused(field + "=" + value + " is not supported");
        }
    }

    JsonNode field(String field) {
        return json.isObject() ? json.path(field) : MissingNode.getInstance();
    }

    TokenizerFormatException refused(String why) {
        return new TokenizerFormatException(path + ": " + why);
    }
}
