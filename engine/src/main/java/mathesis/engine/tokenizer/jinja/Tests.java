package mathesis.engine.tokenizer.jinja;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The tests: `value is name(argument)`.
record Tests(Values values, Operations operations) {
    boolean passes(String name, Object value, Arguments arguments) {
        return switch (name) {
            case "defined" -> !(value instanceof Undefined);
            case "undefined" -> value instanceof Undefined;
            case "none" -> value == None.NONE;
            case "true" -> Boolean.TRUE.equals(value);
            case "false" -> Boolean.FALSE.equals(value);
            case "boolean" -> value instanceof Boolean;
            case "string" -> value instanceof String;
            case "number" -> Numbers.isNumber(value);
            case "integer" -> value instanceof Long;
            case "float" -> value instanceof Double;
            case "mapping" -> value instanceof Map;
            case "sequence" -> value instanceof String || value instanceof List || value instanceof Map;
            case "iterable" ->
                value instanceof String || value instanceof List || value instanceof Map || value instanceof Undefined;
            case "callable" -> value instanceof Callable;
            case "odd" -> Numbers.toLong(value) % 2 != 0;
            case "even" -> Numbers.toLong(value) % 2 == 0;
            case "divisibleby" ->
                Numbers.arithmetic(value, "%", other(name, arguments)).equals(0L);
            case "lower" -> isCase(value, values.text(value).toLowerCase(Locale.ROOT));
            case "upper" -> isCase(value, values.text(value).toUpperCase(Locale.ROOT));
            case "equalto", "eq", "sameas" -> values.equal(value, other(name, arguments));
            case "ne" -> !values.equal(value, other(name, arguments));
            case "lt", "lessthan" -> operations.comparison(value, "<", other(name, arguments));
            case "le" -> operations.comparison(value, "<=", other(name, arguments));
            case "gt", "greaterthan" -> operations.comparison(value, ">", other(name, arguments));
            case "ge" -> operations.comparison(value, ">=", other(name, arguments));
            case "in" -> values.contains(other(name, arguments), value);
            default -> throw new TemplateException("test '" + name + "' is not supported");
        };
    }

    private static Object other(String name, Arguments arguments) {
        return arguments.bind(name, "other").require("other");
    }

    private boolean isCase(Object value, String converted) {
        var text = values.text(value);
        return text.equals(converted) && !text.toLowerCase(Locale.ROOT).equals(text.toUpperCase(Locale.ROOT));
    }
}
