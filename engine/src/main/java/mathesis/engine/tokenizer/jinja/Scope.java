package mathesis.engine.tokenizer.jinja;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Names and their values; a loop's or macro's scope sees the one around it but writes only its own.
final class Scope {
    private final Optional<Scope> outer;
    private final Map<String, Object> values = new HashMap<>();

    private Scope(Optional<Scope> outer) {
        this.outer = outer;
    }

    static Scope of(Map<String, ?> values) {
        var scope = new Scope(Optional.empty());
        scope.values.putAll(values);
        return scope;
    }

    Scope inner() {
        return new Scope(Optional.of(this));
    }

    void set(String name, Object value) {
        values.put(name, value);
    }

    Object get(String name) {
        var scope = this;
        while (!scope.values.containsKey(name)) {
            if (scope.outer.isEmpty()) {
                return new Undefined(name);
            }
            scope = scope.outer.get();
        }
        return scope.values.get(name);
    }
}
