package mathesis.engine.tokenizer.jinja;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a call passes.
record Arguments(List<Object> positional, Map<String, Object> named) {
    static final Arguments NONE = new Arguments(List.of(), Map.of());

    /// Arguments by the name of their parameter.
    record Bound(String callee, Map<String, Object> values) {
        Optional<Object> get(String parameter) {
            return Optional.ofNullable(values.get(parameter));
        }

        Object require(String parameter) {
            return get(parameter)
                    .orElseThrow(() -> new TemplateException(callee + " needs an argument \"" + parameter + "\""));
        }
    }

    Bound bind(String callee, String... parameters) {
        if (positional.size() > parameters.length) {
            throw new TemplateException(callee + " takes at most " + parameters.length + " arguments");
        }
        var values = new HashMap<String, Object>();
        for (int i = 0; i < positional.size(); i++) {
            values.put(parameters[i], positional.get(i));
        }
        for (var entry : named.entrySet()) {
            boolean known = List.of(parameters).contains(entry.getKey());
            if (!known || values.put(entry.getKey(), entry.getValue()) != null) {
                throw new TemplateException(callee + " takes no second or unknown argument \"" + entry.getKey() + "\"");
            }
        }
        return new Bound(callee, values);
    }

    /// The arguments after the first `count` positional ones.
    Arguments after(int count) {
        return new Arguments(positional.subList(Math.min(count, positional.size()), positional.size()), named);
    }
}
