package mathesis.engine.tokenizer.jinja;

import java.util.HashMap;
import java.util.Map;

/// The one object that a template may change: `{% set ns.field = ... %}`. Equal only to itself.
final class Namespace {
    private final Map<String, Object> fields;

    Namespace(Map<String, Object> fields) {
        this.fields = new HashMap<>(fields);
    }

    Object get(String field) {
        return fields.getOrDefault(field, new Undefined(field));
    }

    void set(String field, Object value) {
        fields.put(field, value);
    }
}
